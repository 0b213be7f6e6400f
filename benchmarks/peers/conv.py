"""The net of two convolutions."""
from torch import nn, optim

from common import one_at_a_time

one_at_a_time(
    lambda: nn.Sequential(
        nn.Unflatten(1, (1, 28, 28)),
        nn.Conv2d(1, 8, 3, bias=False), nn.ReLU(),
        nn.Conv2d(8, 4, 3, bias=False), nn.ReLU(),
        nn.MaxPool2d(2), nn.Flatten(), nn.Linear(576, 10),
    ),
    lambda parameters, **settings: optim.RMSprop(parameters, lr=1e-3, **settings),
)
