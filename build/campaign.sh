#!/usr/bin/env bash
# Kills audits at random moments by SIGKILL, SIGTERM and SIGINT, resumes them until they end, and compares each audit.json
# with that of an undisturbed audit, its time of day aside. For maintainers; run ./build.sh first.
set -euo pipefail
# As jobs of their own, the audits do not ignore SIGINT.
set -m

if (($# < 1 || $# > 3)) || ! [[ $1 =~ ^[0-9]+$ ]]; then
  echo "Usage: build/campaign.sh MINUTES [CLAIMS, by default 'dynamic/penguins*' [REPLICATES, by default 24]]" >&2
  exit 2
fi

minutes=$1 claims=${2:-dynamic/penguins*} replicates=${3:-24}
program=$(dirname "${BASH_SOURCE[0]}")/../src/Reproductions/bin/Release/net10.0/Pruning.Reproductions.dll
[[ -f $program ]] || { echo "campaign.sh: $program is missing; ./build.sh builds it." >&2; exit 1; }
work=$(mktemp -d)
child=
trap 'if [[ $child ]]; then kill -KILL "$child" 2>/dev/null || true; fi; rm -rf "$work"' EXIT

# With chunks of one replicate a core, and no nets from elsewhere, every run does all of its work itself.
audit() {
  exec dotnet exec "$program" audit --claims "$claims" --replicates "$replicates" --readings unstated --device cpu \
    --keep-nets 0 --out "$1"
}

figures() { sed '/^    "time": /d' "$1/audit.json"; }

# A random number of milliseconds below $1, as seconds.
moment() { printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)); }

begin=$(date +%s%N)
(audit "$work/undisturbed") >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
whole=$((($(date +%s%N) - begin) / 1000000))
echo "An undisturbed audit takes $(moment "$whole") s."

fail() {
  echo "campaign.sh: $1; the folder is kept in $work" >&2
  cat "$work/log" >&2
  trap - EXIT
  exit 1
}

audits=0 kills=0
end=$((SECONDS + 60 * minutes))
while ((SECONDS < end)); do
  rm -rf "$work/disturbed"
  for ((starts = 1; ; starts++)); do
    ((starts <= 400)) || fail "an audit did not end in 400 starts"
    (audit "$work/disturbed") >"$work/log" 2>&1 &
    child=$!
    # Later starts get longer, or an audit whose work is in large pieces would never end.
    pause=$((RANDOM * 32768 % (whole / 2 + 1) + RANDOM % (starts * whole / 8 + 1)))
    sleep "$(moment "$pause")"
    signal=$(printf '%s\n' KILL TERM INT | shuf -n 1)
    if kill -"$signal" "$child" 2>/dev/null; then kills=$((kills + 1)); fi
    code=0
    wait "$child" || code=$?
    child=
    case $signal-$code in
      *-0)
        # The machine has more time for us than at first: signals come sooner from now on.
        if ((starts == 1 && pause < whole)); then whole=$pause; fi
        break
        ;;
      KILL-137 | TERM-143 | INT-130) ;;
      *) fail "exit code $code after SIG$signal" ;;
    esac
    # A process in order leaves nothing half written; a killed one may, but for the ledger's whole lines.
    if [[ $signal != KILL ]] && find "$work/disturbed" -name '*.tmp' 2>/dev/null | grep -q .; then
      fail "a temporary file is left after SIG$signal"
    fi
  done
  audits=$((audits + 1))
  cmp -s <(figures "$work/undisturbed") <(figures "$work/disturbed") || fail "audit.json differs after $starts starts"
  lines=$(wc -l <"$work/undisturbed/ledger.jsonl")
  (($(wc -l <"$work/disturbed/ledger.jsonl") == lines)) || fail "the ledger has not $lines lines"
done

echo "$audits audits, $kills signals: every audit.json is that of the undisturbed audit."
