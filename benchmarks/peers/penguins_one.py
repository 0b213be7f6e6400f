"""The penguins' net, one net at a time."""
from torch import nn, optim

from common import one_at_a_time

one_at_a_time(
    lambda: nn.Sequential(nn.Linear(12, 12), nn.ReLU(), nn.Linear(12, 3), nn.Tanh()),
    lambda parameters, **settings: optim.Adam(parameters, lr=1e-4, **settings),
)
