"""A trained net without its biases at eleven levels of weight and eleven of unit pruning, the output layer spared."""
import torch
import torch.nn.functional as functional

from common import MEASURED, Job, race

LEVELS = [0, 20, 25, 50, 60, 70, 80, 90, 95, 97, 99]
SIZES = [(1000, 784), (1000, 1000), (500, 1000), (200, 500), (10, 200)]
BLOCK = 1000

job = Job()
weights, place = [], 0
for outputs, inputs in SIZES:
    weights.append(job.values[0, place:place + outputs * inputs].view(outputs, inputs))
    place += outputs * inputs + outputs


def loss(pruned, images):
    total = 0.0
    for start in range(0, images, BLOCK):
        activation = job.inputs[start:start + BLOCK]
        for weight in pruned[:-1]:
            activation = functional.linear(activation, weight).relu_()
        outputs = functional.linear(activation, pruned[-1])
        total += functional.cross_entropy(outputs, job.labels[start:start + BLOCK], reduction="sum").item()
    return total / images


def curve(orders, remove, evaluations, images):
    losses = []
    for level in LEVELS[:evaluations]:
        pruned = [weight.clone() for weight in weights]
        for weight, order in zip(pruned, orders):
            remove(weight, order[:int(level / 100 * len(order))])
        losses.append(loss(pruned, images))
    return losses


@torch.inference_mode()
def run(evaluations, images):
    by_weight = [weight.abs().flatten().argsort() for weight in weights[:-1]]
    by_unit = [weight.norm(dim=1).argsort() for weight in weights[:-1]]
    half = evaluations // 2
    return (
        curve(by_weight, lambda weight, rows: weight.view(-1).index_fill_(0, rows, 0), half, images)
        + curve(by_unit, lambda weight, rows: weight.index_fill_(0, rows, 0), half, images)
    )


def check():
    losses = run(job.check, MEASURED)
    return losses[:1], losses


race(job, check, timed=lambda: run(job.steps, len(job.labels)))
