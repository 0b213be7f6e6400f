#!/usr/bin/env bash
# Tries docs/cluster/slurm.sh on a SLURM of this machine alone, in a scratch folder, and compares the merged audit.json
# with that of an undivided audit, its time of day aside. For maintainers; run ./build.sh first. Debian's slurmctld,
# slurmd, slurm-client and munge are installed where they are missing, which takes root.
set -euo pipefail

if (($# == 1)) && [[ $1 == -h || $1 == --help ]]; then
  echo "Usage: build/slurm.sh [SHARDS, by default 3 [arguments of audit, by default penguins with 24 replicates]]"
  exit
fi

shards=${1:-3}
arguments=("${@:2}")
((${#arguments[@]})) || arguments=(--claims 'dynamic/penguins-*' --replicates 24 --long)
root=$(realpath "$(dirname "${BASH_SOURCE[0]}")/..")
program=$root/src/Reproductions/bin/Release/net10.0/Pruning.Reproductions.dll
[[ -f $program ]] || { echo "slurm.sh: $program is missing; ./build.sh builds it." >&2; exit 1; }
if ! command -v slurmctld slurmd sbatch munged >/dev/null; then
  apt-get install -y -qq --no-install-recommends slurmctld slurmd slurm-client munge >/dev/null
fi

work=$(mktemp -d)
started=()
finish() {
  ((${#started[@]})) && kill "${started[@]}" 2>/dev/null && wait "${started[@]}" 2>/dev/null
  rm -rf "$work"
}
trap finish EXIT

# Munge wants a folder that others may enter.
chmod 755 "$work"
mkdir -p "$work"/{munge,state,spool}
head -c 1024 /dev/urandom >"$work/munge/key"
chmod 400 "$work/munge/key"
munged --foreground --force --key-file="$work/munge/key" --socket="$work/munge/socket" --pid-file="$work/munge/pid" \
  --log-file="$work/munge/log" --seed-file="$work/munge/seed" >"$work/munged.txt" 2>&1 &
started+=($!)

# More cores than there may be, since nothing is timed here.
export SLURM_CONF=$work/slurm.conf
cat >"$SLURM_CONF" <<CONF
ClusterName=try
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldPort=46817
SlurmdPort=46818
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
SchedulerParameters=batch_sched_delay=1,sched_interval=5
MailProg=/bin/true
NodeName=$(hostname -s) NodeAddr=127.0.0.1 CPUs=8 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
slurmctld -D >"$work/slurmctld.txt" 2>&1 &
started+=($!)
slurmd -D -N "$(hostname -s)" >"$work/slurmd.txt" 2>&1 &
started+=($!)

for ((i = 0; ; i++)); do
  [[ $(sinfo --noheader --format=%t 2>/dev/null) == idle* ]] && break
  ((i < 60)) || { echo "slurm.sh: SLURM did not start." >&2; tail "$work"/*.txt >&2; exit 1; }
  sleep 1
done
sinfo

"$root/docs/cluster/slurm.sh" "$shards" "$work/audit" "${arguments[@]}"
while [[ $(squeue --noheader) ]]; do sleep 2; done
for log in "$work"/audit/log/*; do printf '== %s\n' "${log##*/}" && tail -n 3 "$log"; done

echo "== an undivided audit"
dotnet exec "$program" audit --out "$work/undivided" "${arguments[@]}" | tail -n 1
figures() { sed '/^    "time": /d' "$1/audit.json"; }
cmp <(figures "$work/audit") <(figures "$work/undivided")
echo "The audit.json of $shards shards is that of the undivided audit."
