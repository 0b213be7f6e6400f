"""Prints the constants of RandomStreamTests.cs and GaussianTests.cs in tests/Properties/Randomness from the generator's definition, in plain integers.

xoshiro256** and splitmix64 as Blackman and Vigna define them (ACM TOMS 47, 2021; prng.di.unimi.it); the seed is the first four
bytes of SHA-256 of "seed/name" as a signed little-endian integer, extended to 64 bits; a double is the top 53 bits over 2^53;
an integer below n is the top bits, as few as hold n - 1, drawn again until below n.
"""
import hashlib
import math
import struct

WORD = 2**64 - 1


def rotate(x, k):
    return (x << k | x >> 64 - k) & WORD


class Stream:
    def __init__(self, seed, name):
        digest = hashlib.sha256(f"{seed}/{name}".encode()).digest()
        x = int.from_bytes(digest[:4], "little", signed=True) & WORD
        self.state = []
        for _ in range(4):
            x = (x + 0x9E3779B97F4A7C15) & WORD
            z = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 & WORD
            z = (z ^ z >> 27) * 0x94D049BB133111EB & WORD
            self.state.append(z ^ z >> 31)

    def word(self):
        a, b, c, d = self.state
        result = rotate(b * 5 & WORD, 7) * 9 & WORD
        c, d, t = c ^ a, d ^ b, b << 17 & WORD
        self.state = [a ^ d, b ^ c, c ^ t, rotate(d, 45)]
        return result

    def uniform(self, bound):
        value = (2 * ((self.word() >> 11) / 2**53) - 1) * bound
        return struct.unpack("f", struct.pack("f", value))[0]

    def normal(self, count):
        values = []
        while len(values) < count:
            u, v = (2 * ((self.word() >> 11) / 2**53) - 1 for _ in range(2))
            s = u * u + v * v
            if 0 < s < 1:
                f = math.sqrt(-2 * math.log(s) / s)
                values += [u * f, v * f]
        return values[:count]

    def below(self, n):
        bits = (n - 1).bit_length()
        while (value := self.word() >> 64 - bits) >= n:
            pass
        return value

    def permutation(self, n):
        order = list(range(n))
        for i in range(n - 1, 0, -1):
            j = self.below(i + 1)
            order[i], order[j] = order[j], order[i]
        return order


for seed, name in [(1, "init"), (256, "batch-order"), (0, ""), (-2147483648, "split")]:
    values = [f"{Stream.uniform(stream, 1):.9g}f" for stream in [Stream(seed, name)] for _ in range(4)]
    print(f'[InlineData({seed}, "{name}", new[] {{ {", ".join(values)} }}, new[] {{ {", ".join(map(str, Stream(seed, name).permutation(8)))} }})]')

# GaussianTests.cs: the digest of a stream's first thousand normal values.
print(hashlib.sha256(struct.pack("<1000f", *Stream(1, "init").normal(1000))).hexdigest()[:16].upper())
