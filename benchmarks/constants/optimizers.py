"""Prints the constants of tests/Properties/Training/OptimizerConstants.cs: parameters after each step of PyTorch's optimizers.

Debian: apt-get install python3-torch; then /usr/bin/python3 benchmarks/constants/optimizers.py
"""
import numpy
import torch

START = [1.0, -0.5, 0.25, 3.0]
# Exact in float32: large, changing sign, once zero, small.
GRADIENTS = [
    [0.5, -2.0, 0.0, 0.0009765625],
    [0.25, 1.5, 0.0, -0.001953125],
    [-0.125, 1.0, 64.0, 0.00048828125],
    [0.375, -0.75, -8.0, 0.0],
    [-1.0, 0.0625, 0.5, 0.0078125],
]
OPTIMIZERS = {
    "new Adam(0.001)": lambda p: torch.optim.Adam(p, lr=0.001),
    "new Adam(0.0001)": lambda p: torch.optim.Adam(p, lr=0.0001),
    "new Adam(0.1, 0.8, 0.95, 0.001)": lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.8, 0.95), eps=0.001),
    "new Sgd(0.1)": lambda p: torch.optim.SGD(p, lr=0.1),
    "new Sgd(0.1, Momentum: 0.9)": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
    "new Sgd(0.05, WeightDecay: 0.1)": lambda p: torch.optim.SGD(p, lr=0.05, weight_decay=0.1),
    "new Sgd(0.05, Momentum: 0.8, WeightDecay: 0.01)": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.8, weight_decay=0.01),
    "new RmsProp(0.001)": lambda p: torch.optim.RMSprop(p, lr=0.001),
    "new RmsProp(0.01, 0.9, 0.001)": lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, eps=0.001),
}

print(f"// torch {torch.__version__}")
for name, create in OPTIMIZERS.items():
    parameter = torch.nn.Parameter(torch.tensor(START))
    optimizer = create([parameter])
    print(f"({name},\n[")
    for gradient in GRADIENTS:
        parameter.grad = torch.tensor(gradient)
        optimizer.step()
        print("    [" + ", ".join(f"{str(numpy.float32(v))}f" for v in parameter.detach().numpy()) + "],")
    print("]),")
