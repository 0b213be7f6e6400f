"""PyTorch on a GPU, told and asked like the peers of a processor (../peers/common.py), in the same precision as ours.

variant=eager: as anyone would write it. variant=graph: one step is captured as a CUDA graph and replayed. Nets are
trained one after another; the penguins' nets, which are tiny, all at once, batched by hand.
"""
import json
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "peers"))

import torch
import torch.nn.functional as functional
from torch import nn

from common import MEASURED, Job

GIVEN = dict(argument.split("=", 1) for argument in sys.argv[1:])
DEVICE, GRAPH, TURNS = GIVEN["device"], GIVEN["variant"] == "graph", int(GIVEN["turns"])
torch.backends.cudnn.allow_tf32 = False
torch.backends.cudnn.benchmark = True


def linears(*sizes):
    layers = [layer for a, b in zip(sizes, sizes[1:]) for layer in (nn.Linear(a, b), nn.ReLU())]
    return nn.Sequential(*layers[:-1])


def sensitivity():
    return nn.Sequential(
        nn.Unflatten(1, (1, 28, 28)),
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(64, 64, 3), nn.Flatten(), linears(576, 250, 125, 60, 10),
    )


class Single:
    """A net after the other: one set of parameters, filled anew for each."""

    def __init__(self, job, net, rate):
        self.job, self.net = job, net.to(DEVICE)
        self.inputs, self.labels = job.inputs.to(DEVICE), job.labels.to(DEVICE)
        self.values, self.orders = job.values.to(DEVICE), job.orders.to(DEVICE)
        self.parameters, self.rate = list(self.net.parameters()), rate
        self.rows = torch.zeros(job.batch, dtype=torch.long, device=DEVICE)

    def fill(self, net):
        nn.utils.vector_to_parameters(self.values[net].clone(), self.parameters)

    def gradient(self):
        functional.cross_entropy(self.net(self.inputs[self.rows]), self.labels[self.rows]).backward()

    def run(self, stepper, steps):
        left = []
        for net in range(self.job.nets):
            self.fill_in_place(net)
            stepper.fresh()
            batches = self.orders[net][0].split(self.job.batch)
            for step in range(steps):
                self.rows.copy_(batches[step % (len(batches) - 1)])
                stepper.step()
            left.append(nn.utils.parameters_to_vector(self.parameters).detach().clone())
        return left

    def fill_in_place(self, net):
        with torch.no_grad():
            start = 0
            for p in self.parameters:
                p.copy_(self.values[net][start:start + p.numel()].view_as(p))
                start += p.numel()

    def losses(self, nets):
        result = []
        with torch.no_grad():
            for net in range(self.job.nets):
                if nets is None:
                    self.fill_in_place(net)
                else:
                    nn.utils.vector_to_parameters(nets[net], self.parameters)
                outputs = self.net(self.inputs[:MEASURED])
                result.append(functional.cross_entropy(outputs, self.labels[:MEASURED]).item())
        return result


class Batched:
    """The penguins' nets at once, feature-major."""

    def __init__(self, job, rate):
        self.job, self.rate = job, rate
        self.inputs = job.inputs.to(DEVICE)
        self.one_hot = functional.one_hot(job.labels, 3).float().to(DEVICE)
        self.orders = job.orders.to(DEVICE)
        parts = job.values.to(DEVICE).split([144, 12, 36, 3], dim=1)
        shapes = [(12, 12), (12, 1), (3, 12), (3, 1)]
        self.starts = [part.reshape(job.nets, *shape).clone() for part, shape in zip(parts, shapes)]
        self.parameters = [part.clone().requires_grad_() for part in self.starts]
        self.rows = torch.zeros(job.nets, job.batch, dtype=torch.long, device=DEVICE)

    def forward(self, inputs):
        w1, b1, w2, b2 = self.parameters
        hidden = torch.baddbmm(b1, w1, inputs).relu()
        return torch.baddbmm(b2, w2, hidden).tanh().log_softmax(1)

    def gradient(self):
        seeds = (self.one_hot[self.rows] / -self.job.batch).transpose(1, 2)
        self.forward(self.inputs[self.rows].transpose(1, 2)).backward(seeds)

    def run(self, stepper, steps):
        with torch.no_grad():
            for parameter, start in zip(self.parameters, self.starts):
                parameter.copy_(start)
        stepper.fresh()
        per_epoch = self.orders.shape[2] // self.job.batch
        for step in range(steps):
            epoch, batch = divmod(step, per_epoch)
            chosen = self.orders[:, epoch % self.orders.shape[1]]
            self.rows.copy_(chosen[:, batch * self.job.batch:(batch + 1) * self.job.batch])
            stepper.step()
        return [p.detach().clone() for p in self.parameters]

    def losses(self, nets):
        with torch.no_grad():
            for parameter, values in zip(self.parameters, nets or self.starts):
                parameter.copy_(values)
            inputs = self.inputs[:MEASURED].t().expand(self.job.nets, -1, -1)
            logs = self.forward(inputs) * self.one_hot[:MEASURED].t()
            return (-logs.sum(1).mean(1)).tolist()


class Stepper:
    """A step of the gradient and of Adam, launched anew each time or captured once."""

    def __init__(self, work):
        self.work, self.graph = work, None
        fused = {"fused": True} if DEVICE == "cuda" else {}
        self.optimizer = torch.optim.Adam(work.parameters, lr=work.rate, capturable=GRAPH, **fused)
        if GRAPH:
            for parameter in work.parameters:
                parameter.grad = torch.zeros_like(parameter)
            side = torch.cuda.Stream()
            side.wait_stream(torch.cuda.current_stream())
            with torch.cuda.stream(side):
                for _ in range(3):
                    self.launch()
            torch.cuda.current_stream().wait_stream(side)
            self.graph = torch.cuda.CUDAGraph()
            with torch.cuda.graph(self.graph):
                self.launch()

    def launch(self):
        self.optimizer.zero_grad(set_to_none=not GRAPH)
        self.work.gradient()
        self.optimizer.step()

    def step(self):
        if self.graph is None:
            self.launch()
        else:
            self.graph.replay()

    def fresh(self):
        """The optimizer's memory back to zero, in place, for the graph knows its addresses."""
        with torch.no_grad():
            for state in self.optimizer.state.values():
                for memory in state.values():
                    memory.zero_()


def main():
    job = Job()
    if job.problem.startswith("penguins"):
        work = Batched(job, 1e-4)
    elif job.problem.startswith("mnist"):
        work = Single(job, linears(784, 1000, 1000, 500, 200, 10), 1e-3)
    elif job.problem.startswith("lenet"):
        work = Single(job, linears(784, 300, 100, 10), 1.2e-3)
    else:
        work = Single(job, sensitivity(), 1e-3)
    stepper = Stepper(work)
    before, after = work.losses(None), work.losses(work.run(stepper, job.check))
    for _ in range(TURNS):
        wait()
        print("ready", flush=True)
        sys.stdin.readline()
        start = time.perf_counter()
        work.run(stepper, job.steps)
        wait()
        seconds = time.perf_counter() - start
        print(json.dumps({"case": job.problem, "seconds": seconds, "before": before, "after": after}), flush=True)


def wait():
    if DEVICE == "cuda":
        torch.cuda.synchronize()


if __name__ == "__main__":
    main()
