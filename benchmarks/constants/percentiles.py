"""Prints the constants of tests/Properties/Pruning/BelowPercentileTests.cs: how many of n scores NumPy finds strictly below a percentile.

Debian: apt-get install python3-numpy; then /usr/bin/python3 benchmarks/constants/percentiles.py
"""
import numpy

SHARES = [0, 0.0625, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1]
COUNTS = [1, 2, 3, 4, 5, 8, 32, 100, 576]


def below(share, n):
    # Wholes that lie further and further apart: different, and exact in floating point.
    scores = numpy.arange(n, dtype=float) ** 2
    return int((scores < numpy.quantile(scores, share)).sum())


print(f"// numpy {numpy.__version__}; of {COUNTS}")
for share in SHARES:
    print(f'[InlineData({share}, new[] {{ {", ".join(str(below(share, n)) for n in COUNTS)} }})]')
