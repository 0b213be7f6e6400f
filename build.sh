#!/usr/bin/env bash
# The one door: runs a task of build/build.cake. The .NET 10 SDK is all it needs.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: ./build.sh [target] [arguments for the target…]

  build     compile everything (the default)
  test      run all tests; arguments go to `dotnet test`   (--filter 'Category!=Slow')
  browser   open the report in Chromium, where it is installed, and check it; arguments go to `dotnet test`
  audit     audit the claims; arguments go to the audit    (--claims 'dynamic/*', --long, --help)
  bench     compare the speed with PyTorch's               (--cases 'mnist*', --kernels, --help)
  format    format the sources                             (--verify-no-changes only checks)
  restore   fetch the NuGet packages
  pack      make the NuGet packages, in artifacts/packages
  ci        format check, build, test and a small audit

TorchBackend=cuda in the environment takes the libtorch for CUDA.
TEXT
}

fail() {
  echo "build.sh: $2" >&2
  exit "$1"
}

export PRUNING_CALLER=$PWD PRUNING_ARGUMENTS= DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
cd "$(dirname "${BASH_SOURCE[0]}")"
target=${1:-build}
shift $(($# > 0))

case $target in
  audit | bench | browser | format | test) ;;
  build | ci | pack | restore) (($# == 0)) || fail 2 "'$target' takes no arguments, and got: $*" ;;
  -h | --help) usage && exit ;;
  *) usage >&2 && fail 2 "there is no target '$target'." ;;
esac

if ! version=$(dotnet --version 2>&1); then
  fail 1 "the .NET 10 SDK is needed (https://dotnet.microsoft.com/download/dotnet/10.0). dotnet says: $version"
fi
if ! log=$(dotnet tool restore 2>&1); then
  echo "$log" >&2
  fail 1 "the Cake tool could not be restored (see above). Is NuGet's package source reachable? Without it: dotnet test, or
  dotnet run --project src/Reproductions -c Release -- audit"
fi

# Cake would read the audit's options as its own, so they travel beside its command line, each with a separator behind it.
if (($#)); then PRUNING_ARGUMENTS=$(printf '%s\x1f' "$@"); fi
exec dotnet cake build/build.cake --target="$target" --verbosity=minimal --no-report
