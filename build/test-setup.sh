#!/usr/bin/env bash
# Checks build/setup.sh on machines that it only imagines: apt, sudo, python3 and the file system are stand-ins.
# shellcheck disable=SC2016,SC2317  # scripts for later are quoted; what setup.sh calls looks unreachable
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0

# A bare machine with apt: no libtorch, no python3, no compiler. Its apt "installs" by making them appear.
bare_machine() {
  unset LIBTORCH TorchBackend CXX
  cd "$scratch"
  rm -rf ./*
  # shellcheck source=build/setup.sh
  source "$here/setup.sh"
  distribution_libtorch() { [[ -e libtorch.there ]]; }
  pythons() { :; }
  has_compiler() { [[ -e compiler.there ]]; }
  can_be_root() { true; }
  as_root() { shift 2 && "$@"; } # without env and its variable
  apt-get() {
    echo "$*" >>apt.log
    if [[ $* == *libtorch-dev* ]]; then touch libtorch.there; fi
    touch compiler.there
  }
}

# check NAME EXIT-CODE PATTERN SCRIPT: what the script, run on a bare machine, prints and returns.
check() {
  local name=$1 code=$2 pattern=$3 script=$4 output actual=0
  output=$( (bare_machine && eval "$script") 2>&1) || actual=$?
  if [[ $actual != "$code" || ! $output =~ $pattern ]]; then
    failures=$((failures + 1))
    printf 'FAILED %s: exit code %s (expected %s), output:\n%s\n' "$name" "$actual" "$code" "$output"
  fi
}

fake_libtorch='mkdir -p pt/include/ATen pt/lib; touch pt/include/ATen/ATen.h pt/lib/libtorch_cpu.so;'

check 'bare machine installs all three and says so' 0 'no libtorch was found: installing libtorch-dev libopenblas0-pthread g\+\+' \
  'need_libtorch yes'
check 'only the compiler missing installs it alone' 0 'no C\+\+ compiler \(g\+\+\): installing g\+\+ by apt' \
  'touch libtorch.there; need_libtorch yes; ! grep -q libtorch apt.log'
check 'nothing missing is silent and calls no apt' 0 '^$' \
  'touch libtorch.there compiler.there; need_libtorch yes; [[ ! -e apt.log ]]'
check 'forbidden to install names the packages' 1 '--no-install forbids: apt-get install libtorch-dev .*Three ways' \
  'need_libtorch no'
check 'forbidden but nothing missing passes' 0 '^$' \
  'touch libtorch.there compiler.there; need_libtorch no'
check 'the right LIBTORCH is taken' 0 '^$' \
  "$fake_libtorch"' touch compiler.there; LIBTORCH=$PWD/pt need_libtorch no'
check 'a wrong LIBTORCH is named and nothing else is tried' 1 "LIBTORCH is '/nowhere'" \
  'touch libtorch.there compiler.there; LIBTORCH=/nowhere need_libtorch yes'
check 'the torch of a python3 is taken' 0 '^$' \
  "$fake_libtorch"' touch compiler.there; printf "#!/bin/sh\necho \"%s\"\n" "$PWD/pt" >python3; chmod +x python3
   pythons() { echo /nowhere/python3; echo "$PWD/python3"; }; need_libtorch no'
check 'a python3 without torch is passed over' 1 'no libtorch was found' \
  'printf "#!/bin/sh\necho\n" >python3; chmod +x python3; pythons() { echo "$PWD/python3"; }; need_libtorch no'
check 'the packages of TorchSharp need nothing' 0 '^$' \
  'TorchBackend=nuget-cpu need_libtorch no'
check 'no root and no sudo gives the command to run' 1 'sudo apt-get update && sudo apt-get install -y .* libtorch-dev' \
  'can_be_root() { false; }; need_libtorch yes'
check 'stale package lists are fetched once' 0 'installed libtorch-dev' \
  'apt-get() {
     echo "$*" >>apt.log
     if [[ $* == *" update" ]]; then touch lists.there
     elif [[ -e lists.there ]]; then touch libtorch.there compiler.there
     else return 100; fi
   }
   need_libtorch yes; [[ $(grep -c update apt.log) == 1 ]]'
check 'an apt that installs nothing and says nothing is no success' 1 'apt could not install g\+\+' \
  'touch libtorch.there; apt-get() { :; }; need_libtorch yes'
check 'a failing apt shows its last lines and the ways out' 1 'no route to host.*Is there a network.*Three ways' \
  'apt-get() { echo "E: no route to host"; return 100; }; need_libtorch yes'

if ((failures)); then exit 1; fi
echo 'setup: all checks passed'
