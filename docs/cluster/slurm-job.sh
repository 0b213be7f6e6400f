#!/usr/bin/env bash
#SBATCH --nodes=1
#SBATCH --cpus-per-task=4
#SBATCH --time=08:00:00
# One task: what slurm.sh hands over, on the node's cores.
exec dotnet exec "$PROGRAM" "$@"
