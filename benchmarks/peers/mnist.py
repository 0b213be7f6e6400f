"""The large MNIST net."""
from torch import nn, optim

from common import one_at_a_time

one_at_a_time(
    lambda: nn.Sequential(
        nn.Linear(784, 1000), nn.ReLU(),
        nn.Linear(1000, 1000), nn.ReLU(),
        nn.Linear(1000, 500), nn.ReLU(),
        nn.Linear(500, 200), nn.ReLU(),
        nn.Linear(200, 10),
    ),
    lambda parameters, **settings: optim.Adam(parameters, lr=1e-3, **settings),
)
