#!/usr/bin/env bash
# What action.yml does: builds the program where the action lies, and runs it where the job stands.
# The action's inputs come as COMMAND, CLAIMS, RUNS, BASELINE, OUT and ARGUMENTS; its outputs go to GITHUB_OUTPUT.
set -uo pipefail

# Ends with an exit code, which is an output as well. With 0 and 3 there is a report, with others there is none.
end() {
  local report=$OUT moved=
  case $1 in
    0) moved=false ;;
    3) moved=true ;;
    *) report= ;;
  esac
  printf '%s\n' "report=$report" "exit-code=$1" "moved=$moved" >>"$GITHUB_OUTPUT"
  exit "$1"
}

refuse() {
  echo "::error title=Inputs of the action::$1"
  end 2
}

case "$COMMAND" in
  audit)
    [[ -z $RUNS ]] || refuse "'runs' is for judge; audit runs the claims itself."
    command_line=(audit)
    if [[ -n $CLAIMS ]]; then command_line+=(--claims "$CLAIMS"); fi
    ;;
  judge)
    [[ -n $CLAIMS && -n $RUNS ]] || refuse "judge needs 'claims', a claims file, and 'runs', a table."
    command_line=(judge "$CLAIMS" "$RUNS")
    ;;
  *) refuse "'command' must be judge or audit." ;;
esac
[[ -n $OUT && $OUT != *$'\n'* ]] || refuse "'out' must name a folder."
command_line+=(--out "$OUT")
if [[ -n $BASELINE ]]; then command_line+=(--baseline "$BASELINE"); fi
# Words only: quotes mean nothing here, and no name is expanded.
read -r -d '' -a words <<<"$ARGUMENTS"
command_line+=(${words[@]+"${words[@]}"})

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
# Within its own folder, for the job's may have a global.json that asks for another SDK. Nets on a CPU do without
# libtorch, which would be 200 MB to fetch; with TorchBackend=cuda another package brings it.
echo "::group::Build"
(cd "$GITHUB_ACTION_PATH" &&
  dotnet build src/Reproductions -c Release -v q -nologo -p:RunAnalyzers=false -p:HasLibTorch=false) || end 1
echo "::endgroup::"

dotnet "$GITHUB_ACTION_PATH/src/Reproductions/bin/Release/net10.0/Pruning.Reproductions.dll" "${command_line[@]}"
end $?
