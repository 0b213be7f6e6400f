#!/usr/bin/env bash
# Tries the packages as their users have them: from a folder as the feed, in an empty place, with no package of NuGet's
# there yet. Packs first, or tries those of a folder: build/try-packages.sh [FOLDER]. Takes some minutes; nothing stays.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if (($# == 0)); then "$root/build.sh" pack; fi
feed=$(cd "${1:-$root/artifacts/packages}" && pwd)
version=$(cd "$feed" && ls PruningAudit.Tool.*.nupkg | sed 's/PruningAudit.Tool.\(.*\).nupkg/\1/')
libtorch=$(cd "$root" && dotnet msbuild src/Shared/Shared.csproj -getProperty:LibTorchNatives)

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
export NUGET_PACKAGES=$place/nuget DOTNET_CLI_HOME=$place/home XDG_CACHE_HOME=$place/cache
# No compiler or build node stays behind either.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
unset LIBTORCH PRUNING_DATA PRUNING_DEVICE CI
cat >NuGet.Config <<XML
<configuration>
  <packageSources>
    <add key="here" value="$feed" />
  </packageSources>
</configuration>
XML

step() { printf '\n== %s\n' "$*"; }

fail() {
  echo "try-packages.sh: $*" >&2
  exit 1
}

# says TEXT CODE COMMAND...: the command ends with that code and says the text.
says() {
  local text=$1 code=$2 output status=0
  shift 2
  output=$("$@" 2>&1) || status=$?
  ((status == code)) || fail "'$*' ended with $status, not $code: $output"
  grep -qF -- "$text" <<<"$output" || fail "'$*' does not say '$text': $output"
  grep -F -- "$text" <<<"$output"
}

step "The tool, $version"
dotnet tool install PruningAudit.Tool --version "$version" --tool-path tools
audit=$place/tools/pruning-audit
says "$version" 0 "$audit" --version
says 'pruning-audit [command]' 0 "$audit" --help
says judge-example/claims.yaml 0 "$audit" judge --example
says my-net/dense-accuracy 0 "$audit" judge judge-example/claims.yaml judge-example/runs.csv
test -s artifacts/judge/index.html
says dynamic/penguins-rows 0 "$audit" list
says '333 rows' 0 "$audit" audit --claims 'dynamic/penguins-rows'
test -s artifacts/audit/index.html
says figures.csv 0 "$audit" export artifacts/audit --csv figures.csv
says "no checkout" 0 "$audit" audit --claims 'lottery/learns-faster' --out artifacts/long
says "'expected'" 1 "$audit" accept

step 'Its doctor, without a libtorch, with a wrong one, and with that of the build'
says 'libtorch: cannot be loaded' 0 "$audit" doctor
says 'digests are those of every processor' 0 "$audit" doctor
LIBTORCH=$place says "LIBTORCH is '$place'" 1 "$audit" doctor
if [[ -d $libtorch ]]; then LIBTORCH=$libtorch says 'libtorch: 2.10' 0 "$audit" doctor; fi

step 'The library: the example of its README'
dotnet new console -o example --no-restore >/dev/null
block() { sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/{/^\`\`\`/d;p}" "$root/src/Shared/README.md"; }
block csharp >example/Program.cs
dotnet add example package PruningAudit.Science --version "$version" >/dev/null
dotnet build example -c Release --use-current-runtime --output example/out -v q
dotnet example/out/example.dll | tee example.txt
diff <(block text) example.txt || fail "the example says something else than the README."

step 'No path of this machine in what is ours'
ours=("$NUGET_PACKAGES"/pruningaudit.science tools/.store/pruningaudit.tool)
if grep -rlF -e "$root" -e "${libtorch%libtorch-cpu-*}" --include='Pruning*' "${ours[@]}"; then fail 'these files name folders of this machine.'; fi

step 'The template: its tests pass, and fail where a claim does not hold'
dotnet new install "$feed/PruningAudit.Templates.$version.nupkg" >/dev/null
dotnet new pruning-claims -o my-net
cd my-net
says 'Passed!' 0 dotnet test
sed 's/atMost: 0.3 /atMost: 0.2 /' claims.yaml >stricter.yaml
mv stricter.yaml claims.yaml
says 'my-net/loss-stays-low is contradicted' 1 dotnet test --no-build
cd ..

step 'All of it works. How large it is'
(cd "$feed" && ls -l PruningAudit.*.nupkg | awk '{printf "%9.2f MiB  %s\n", $5 / 1048576, $9}')
du -sh tools example/out | sed 's/^/     /'
