# shellcheck shell=bash
# What the machine must have before the first task runs: the .NET SDK, a libtorch and a C++ compiler.
# Sourced by build.sh. Libtorch is looked for as the engine does at run time, in the same order.

packages_libtorch=(libtorch-dev libopenblas0-pthread g++)
packages_compiler=(g++)

say() { printf 'build.sh: %s\n' "$*" >&2; }

# Exit code 1: the target could not run.
fail() {
  say "$@"
  exit 1
}

need_dotnet() {
  command -v dotnet >/dev/null ||
    fail "the .NET SDK 10 is needed, and there is no 'dotnet' on the PATH. See https://dotnet.microsoft.com/download."
  local words
  # Asked for in the repository's folder, the version is the one that global.json selects.
  words=$(dotnet --version 2>&1) || fail "the .NET SDK 10 (global.json) is needed, and 'dotnet' answers:
$words"
}

has_compiler() { command -v "${CXX:-g++}" >/dev/null; }

# is_libtorch INCLUDE LIB: both the headers and the library are there.
is_libtorch() { [[ -f $1/ATen/ATen.h && -f $2/libtorch_cpu.so ]]; }

distribution_libtorch() {
  local lib
  for lib in "/usr/lib/$(uname -m)-linux-gnu" /usr/lib64 /usr/lib; do
    if is_libtorch /usr/include "$lib"; then return 0; fi
  done
  return 1
}

# Every python3 on the PATH, then the system's, once each.
pythons() { { type -aP python3 || true; echo /usr/bin/python3; } | awk '!seen[$0]++'; }

python_libtorch() {
  local python folder
  while read -r python; do
    [[ -x $python ]] || continue
    # find_spec locates the package without importing it, which would take seconds.
    folder=$("$python" -c 'import importlib.util as u; s = u.find_spec("torch"); print(s.submodule_search_locations[0] if s else "")' 2>/dev/null </dev/null) || continue
    if [[ -n $folder ]] && is_libtorch "$folder/include" "$folder/lib"; then return 0; fi
  done < <(pythons)
  return 1
}

# 0: there is one; 1: there is none. A wrong LIBTORCH ends the run, as it would end the engine's.
find_libtorch() {
  if [[ -n ${LIBTORCH:-} ]]; then
    is_libtorch "$LIBTORCH/include" "$LIBTORCH/lib" ||
      fail "LIBTORCH is '$LIBTORCH', which has no include/ATen/ATen.h or no lib/libtorch_cpu.so. Point it at an unpacked libtorch, or unset it."
    return 0
  fi
  distribution_libtorch || python_libtorch
}

three_ways() {
  cat >&2 <<'TEXT'
  Three ways to a libtorch:
    1. Debian, Ubuntu: apt-get install libtorch-dev libopenblas0-pthread
    2. an unpacked libtorch of pytorch.org: LIBTORCH=<the folder with include/ and lib/>
    3. python3 -m pip install torch, for a python3 on the PATH
  Each needs a C++ compiler besides (g++; CXX names another).
TEXT
}

# need_libtorch yes|no: whether apt may be used. With TorchSharp's own packages nothing is needed from the machine.
need_libtorch() {
  local may_install=$1 lacking
  local -a packages
  if [[ ${TorchBackend:-system} != system ]]; then return 0; fi
  if ! find_libtorch; then
    lacking='no libtorch was found' packages=("${packages_libtorch[@]}")
  elif ! has_compiler; then
    lacking="a libtorch is there, but no C++ compiler (${CXX:-g++})" packages=("${packages_compiler[@]}")
  else
    return 0
  fi

  if [[ $may_install == no ]]; then
    say "$lacking, and --no-install forbids: apt-get install ${packages[*]}"
    three_ways
    exit 1
  fi
  apt_install "$lacking" "${packages[@]}"
}

as_root() { if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi; }

# -n: sudo fails rather than asks for a password.
can_be_root() { ((EUID == 0)) || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; }

quiet_apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 \
    -o Acquire::Retries=2 -o Acquire::http::Timeout=30 -o Acquire::https::Timeout=30 "$@" </dev/null
}

# try_install PACKAGE…: whether the machine has everything afterwards. The exit code alone does not tell:
# to an apt that knows no package of that name, "g++" is a pattern without a match, and no error.
try_install() { quiet_apt install -y --no-install-recommends "$@" && find_libtorch && has_compiler; }

# apt_install REASON PACKAGE…
apt_install() {
  local lacking=$1 log
  shift
  if ! command -v apt-get >/dev/null; then
    say "$lacking, and this machine has no apt-get to install one with."
    three_ways
    exit 1
  fi
  can_be_root || fail "$lacking, and installing needs root without a password. Run this, then ./build.sh again:
  sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"

  say "$lacking: installing $* by apt. This may take some minutes."
  log=$(mktemp)
  # The package lists are fetched only where the present ones do not do: none yet, or older than the mirror.
  if ! try_install "$@" >"$log" 2>&1 && ! { quiet_apt update && try_install "$@"; } >>"$log" 2>&1; then
    tail -n 15 "$log" >&2
    rm -f "$log"
    say "apt could not install $* (its last lines are above). Is there a network, and is the package in this release?"
    three_ways
    exit 1
  fi
  rm -f "$log"
  say "installed $*."
}
