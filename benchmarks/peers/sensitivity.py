"""The net of three convolutions and four linear layers."""
from torch import nn, optim

from common import one_at_a_time

one_at_a_time(
    lambda: nn.Sequential(
        nn.Unflatten(1, (1, 28, 28)),
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(64, 64, 3), nn.Flatten(),
        nn.Linear(576, 250), nn.ReLU(),
        nn.Linear(250, 125), nn.ReLU(),
        nn.Linear(125, 60), nn.ReLU(),
        nn.Linear(60, 10),
    ),
    lambda parameters, **settings: optim.Adam(parameters, lr=1e-3, **settings),
)
