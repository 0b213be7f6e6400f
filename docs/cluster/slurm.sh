#!/usr/bin/env bash
# Submits an audit to SLURM: an array of shards and a job that merges them; with --long once for each look.
# Usage, after ./build.sh: slurm.sh SHARDS DIR [arguments of audit…]    DIR: an absolute path that all nodes share
set -euo pipefail
shards=$1 dir=$2
shift 2
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
PROGRAM=$(realpath "$here/../../src/Reproductions/bin/Release/net10.0/Pruning.Reproductions.dll")
export PROGRAM
mkdir -p "$dir/log"

looks=1
for argument; do [[ $argument == --long ]] && looks=3; done
after=()
for ((look = 1; look <= looks; look++)); do
  # Every task runs the same line. It finds in DIR what was merged, so it knows which look is next, if any.
  array=$(sbatch --parsable "${after[@]}" --array="1-$shards" --output="$dir/log/look-$look-shard-%a.txt" \
    "$here/slurm-job.sh" audit --shard "array/$shards" --out "$dir" "$@")
  # After any end: the merge says which shard is missing, and the later jobs are then cancelled.
  merge=$(sbatch --parsable --dependency="afterany:$array" --output="$dir/log/look-$look-merge.txt" \
    "$here/slurm-job.sh" merge "$dir" --out "$dir")
  after=("--dependency=afterok:$merge" --kill-on-invalid-dep=yes)
  echo "look $look: shards $array, merge $merge"
done
