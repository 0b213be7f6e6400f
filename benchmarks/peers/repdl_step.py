"""The net and the training of RepDL's MNIST example, by RepDL: github.com/microsoft/RepDL, installed by the user."""
import repdl
from torch import nn

from common import one_at_a_time

one_at_a_time(
    lambda: repdl.from_torch_module(nn.Sequential(
        nn.Unflatten(1, (1, 28, 28)),
        nn.Conv2d(1, 6, kernel_size=5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, kernel_size=5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(400, 120), nn.ReLU(),
        nn.Linear(120, 84), nn.ReLU(),
        nn.Linear(84, 10),
    )),
    lambda parameters, **_: repdl.optim.Adam(parameters, lr=0.01),
    repdl.nn.functional.cross_entropy,
)
