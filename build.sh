#!/usr/bin/env bash
# The one door: puts in place what the machine lacks, then runs a task of build/build.cake.
set -euo pipefail

caller=$PWD
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=build/setup.sh
source "$root/build/setup.sh"

usage() {
  cat <<'TEXT'
Usage: ./build.sh [target] [--no-install] [arguments for the target…]

  build     compile everything (the default); a plain `dotnet test` works afterwards
  test      run all tests; arguments go to `dotnet test`   (--filter 'Category!=Slow')
  audit     audit the claims; arguments go to the audit    (--claims 'dynamic/*', --help)
  bench     run the benchmarks; arguments go to each of them
  format    format the sources                             (--verify-no-changes only checks)
  restore   fetch the NuGet packages
  ci        format check, build, test and a small audit

A libtorch is looked for in LIBTORCH, in the distribution's package and in the torch of a
python3. Where there is none, or no C++ compiler, apt installs it; --no-install forbids that.
TorchBackend=nuget-cpu or nuget-cuda in the environment takes TorchSharp's packages instead.
TEXT
}

# Sets target, may_install and passed from the command line.
parse() {
  local argument
  target=build may_install=yes passed=()
  for argument in "$@"; do
    if [[ $argument == --no-install ]]; then may_install=no; else passed+=("$argument"); fi
  done
  if ((${#passed[@]})) && [[ ${passed[0]} != -* ]]; then
    target=${passed[0]}
    passed=("${passed[@]:1}")
  elif ((${#passed[@]})) && [[ ${passed[0]} == -h || ${passed[0]} == --help ]]; then
    usage
    exit 0
  fi
  case $target in
    audit | bench | format | test) ;;
    build | ci | restore)
      if ((${#passed[@]})); then
        say "'$target' takes no arguments, and got: ${passed[*]}"
        exit 2
      fi
      ;;
    *)
      usage >&2
      say "there is no target '$target'."
      exit 2
      ;;
  esac
}

restore_tools() {
  local log
  if ! log=$(dotnet tool restore 2>&1); then
    printf '%s\n' "$log" >&2
    fail "the Cake tool could not be restored (see above). Is nuget.org, or the package source configured here, reachable?"
  fi
}

main() {
  parse "$@"
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
  cd "$root"
  need_dotnet
  case $target in
    format | restore) ;;
    *) need_libtorch "$may_install" ;;
  esac
  restore_tools

  # Cake would read the audit's options as its own, so they travel beside its command line, one a line.
  export PRUNING_CALLER=$caller PRUNING_ARGUMENTS=
  if ((${#passed[@]})); then PRUNING_ARGUMENTS=$(printf '%s\n' "${passed[@]}"); fi
  exec dotnet cake build/build.cake --target="${target^}" --verbosity=minimal --no-report
}

main "$@"
