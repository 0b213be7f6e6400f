"""Our side against PyTorch on one GPU, taking turns: race.py OUR-PROGRAM FOLDER OUT [DEVICE [CASE ...]].

OUR-PROGRAM is the published benchmark (Pruning.Benchmarks); FOLDER receives what both start from, OUT results.json and
results.md. Needs nothing but a python3 with torch. Every contestant is a process of its own, started and checked before
any is timed; one at a time is told to work, round by round.
"""
import json
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROUNDS = 3
# problem: nets, steps timed, steps of the check
CASES = {
    "penguins-1024": (1024, 2000, 20),
    "lenet-60": (8, 1000, 4),
    "mnist-32": (8, 600, 4),
    "sensitivity": (8, 400, 4),
}
PEERS = ["eager", "graph"]


def start(command):
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def hear(process, name):
    line = process.stdout.readline()
    if not line:
        raise SystemExit(f"{name} ended with exit code {process.wait()}.")
    return line.strip()


def race(program, folder, device, problem):
    nets, steps, check = CASES[problem]
    subprocess.run([program, "prepare", problem, folder], check=True)
    asked = [program, "arguments", problem, folder, str(nets), str(steps), str(check)]
    told = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.splitlines()
    told += [f"device={device}", f"turns={ROUNDS}", "threads=1", "optimizer=fused"]
    contestants = {"ours": start([program, "ours", *told])}
    for peer in PEERS if device == "cuda" else ["eager"]:
        contestants[peer] = start([sys.executable, os.path.join(HERE, "peer.py"), f"variant={peer}", *told])
    said = {name: [] for name in contestants}
    for name, process in contestants.items():
        assert hear(process, name) == "ready"
    for turn in range(ROUNDS):
        for name, process in contestants.items():
            process.stdin.write("\n")
            process.stdin.flush()
            said[name].append(json.loads(hear(process, name)))
            if turn + 1 < ROUNDS:
                assert hear(process, name) == "ready"
    for process in contestants.values():
        process.wait()
    return {"problem": problem, "nets": nets, "steps": steps, "contestants": {
        name: {"seconds": [s["seconds"] for s in turns], "off": disagreement(said["ours"][0], turns[0])}
        for name, turns in said.items()}}


def disagreement(ours, theirs):
    """The largest difference of a loss, as a share of what the check's steps changed."""
    return max(abs(a - b) / abs(a - c) for a, b, c in zip(ours["after"], theirs["after"], ours["before"]))


def table(results):
    yield "| nets × steps | contestant | median (least – most) | a net's step | times ours |"
    yield "|---|---|--:|--:|--:|"
    for result in results:
        base = statistics.median(result["contestants"]["ours"]["seconds"])
        for name, c in result["contestants"].items():
            seconds = statistics.median(c["seconds"])
            yield (
                f"| {result['problem']}: {result['nets']} × {result['steps']} | {name} | {seconds:.3f} s "
                f"({min(c['seconds']):.3f} – {max(c['seconds']):.3f}) | "
                f"{seconds / result['nets'] / result['steps'] * 1e6:.2f} µs | {seconds / base:.2f} |")


def main():
    program, folder, out = sys.argv[1:4]
    device = sys.argv[4] if len(sys.argv) > 4 else "cuda"
    os.makedirs(folder, exist_ok=True)
    os.makedirs(out, exist_ok=True)
    results = []
    for problem in sys.argv[5:] or CASES:
        results.append(race(program, folder, device, problem))
        with open(os.path.join(out, "results.json"), "w") as file:
            json.dump(results, file, indent=1)
        with open(os.path.join(out, "results.md"), "w") as file:
            file.write("\n".join(table(results)) + "\n")
        print("\n".join(table(results[-1:])), flush=True)


main()
