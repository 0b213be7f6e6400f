"""One linear layer, 12 to 12."""
from torch import nn, optim

from common import one_at_a_time

one_at_a_time(
    lambda: nn.Sequential(nn.Linear(12, 12)),
    lambda parameters, **settings: optim.Adam(parameters, lr=1e-3, **settings),
)
