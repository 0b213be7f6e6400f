"""What the peers share: their arguments, the files both sides start from, and the talk with the driver.

A peer is told key=value pairs. It trains a few steps and measures the losses (the check: both sides must agree), prints
"ready", waits for a line, does the timed steps, and prints one line of JSON. Told start=yes, it says "ready" after its
first steps and goes on by itself.
"""
import json
import os
import sys
import time

import numpy
import torch
import torch.nn.functional as functional

MEASURED = 1000  # examples that a check measures, at most
GATHERED = 1 << 18  # floats that are picked out of the examples at once: few calls, and still in cache


class Job:
    def __init__(self):
        given = dict(argument.split("=", 1) for argument in sys.argv[1:])
        for key in ("total", "first", "nets", "steps", "check", "batch", "threads"):
            setattr(self, key, int(given[key]))
        self.problem, self.optimizer, self.from_start = given["problem"], given["optimizer"], given["start"] == "yes"

        torch.set_num_threads(self.threads)
        torch.set_flush_denormal(True)

        def read(name, dtype):
            return numpy.fromfile(os.path.join(given["folder"], name), dtype)

        mine = slice(self.first, self.first + self.nets)
        self.labels = torch.from_numpy(read(given["data"] + ".labels", numpy.int32)).long()
        self.inputs = torch.from_numpy(read(given["data"] + ".inputs", numpy.float32)).view(len(self.labels), -1)
        self.values = torch.from_numpy(read(self.problem + ".values", numpy.float32)).view(self.total, -1)[mine]
        orders = torch.from_numpy(read(self.problem + ".orders", numpy.int32)).long()
        # [net][epoch]: the rows of each epoch. Only the penguins' have more than one, of 200 rows.
        rows = len(orders) // self.total
        self.orders = orders.view(self.total, -1, 200 if len(self.labels) < 1000 else max(rows, 1))[mine]

    def settings(self):
        """The optimizer's variant, as torch.optim takes it."""
        return {} if self.optimizer == "loop" else {self.optimizer: True}

    def batches(self, net, steps):
        """The inputs and labels of so many steps of one net."""
        block = self.batch * max(1, GATHERED // (self.inputs.shape[1] * self.batch))
        while True:
            for order in self.orders[net]:
                for rows in order.split(block):
                    for batch in zip(self.inputs[rows].split(self.batch), self.labels[rows].split(self.batch)):
                        if steps == 0:
                            return
                        steps -= 1
                        yield batch


def race(job, check, timed):
    """The talk with the driver, for a peer whose check gives the losses before and after."""
    before, after = check()
    print("ready", flush=True)
    sys.stdin.readline()
    start = time.perf_counter()
    timed()
    say(job, time.perf_counter() - start, before, after)


def training_race(job, run, losses):
    """The same for training: run(steps) gives trained nets, losses(nets) their losses, of None those at the start."""
    if job.from_start:
        nets = run(job.check)
        print("ready", flush=True)
        say(job, 0, losses(None), losses(nets))
    else:
        race(job, check=lambda: (losses(None), losses(run(job.check))), timed=lambda: run(job.steps))


def say(job, seconds, before, after):
    print(json.dumps({"case": job.problem, "seconds": seconds, "before": before, "after": after}))


def one_at_a_time(make_net, make_optimizer, cross_entropy=functional.cross_entropy):
    """A peer that trains its nets one after another, the way anyone would write it."""
    job = Job()

    def fresh(net):
        model = make_net()
        torch.nn.utils.vector_to_parameters(job.values[net].clone(), model.parameters())
        return model

    def train(net, steps):
        model = fresh(net)
        optimizer = make_optimizer(model.parameters(), **job.settings())
        for inputs, labels in job.batches(net, steps):
            optimizer.zero_grad(set_to_none=True)
            cross_entropy(model(inputs), labels).backward()
            optimizer.step()
        return model

    def losses(models):
        with torch.inference_mode():
            return [
                cross_entropy(model(job.inputs[:MEASURED]), job.labels[:MEASURED]).item()
                for model in models or map(fresh, range(job.nets))
            ]

    training_race(job, lambda steps: [train(net, steps) for net in range(job.nets)], losses)
