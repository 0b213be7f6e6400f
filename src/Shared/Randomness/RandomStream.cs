using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MathNet.Numerics.Random;
using Pruning.Shared.Kernels;

namespace Pruning.Shared.Randomness;

/// <summary>
/// A named random stream of a replicate: xoshiro256** (Blackman and Vigna 2018), seeded with the first four bytes
/// (little-endian) of SHA-256 of <c>seed/name</c> in UTF-8. It runs on the host, so it is the same on every device.
/// </summary>
public sealed class RandomStream(int seed, string name)
{
    private readonly Xoshiro256StarStar generator = new(Hash(seed, name), threadSafe: false);

    /// <summary>
    /// Fills <paramref name="values"/> uniformly from −<paramref name="bound"/> (included) to +<paramref
    /// name="bound"/>.
    /// </summary>
    public void Uniform(Span<float> values, double bound)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(((2 * generator.NextDouble()) - 1) * bound);
        }
    }

    /// <summary>
    /// Fills with normal values of mean 0, by Marsaglia's polar method (Marsaglia and Bray 1964): u and v uniform in
    /// [−1, 1), redrawn unless 0 &lt; s = u² + v² &lt; 1, give u·f and v·f, in this order, where f = √(−2·log s / s).
    /// Computed in double, with our own logarithm, and rounded to float once; for an odd number of values the last
    /// pair's second is dropped.
    /// </summary>
    public void Gaussian(Span<float> values, double standardDeviation)
    {
        for (var i = 0; i < values.Length; i += 2)
        {
            double u, v, s;
            do
            {
                u = (2 * generator.NextDouble()) - 1;
                v = (2 * generator.NextDouble()) - 1;
                s = (u * u) + (v * v);
            }
            while (s >= 1 || s == 0);

            var factor = Math.Sqrt(-2 * ExactMath.Log(s) / s);
            values[i] = (float)(u * factor * standardDeviation);
            if (i + 1 < values.Length)
            {
                values[i + 1] = (float)(v * factor * standardDeviation);
            }
        }
    }

    /// <summary>
    /// Shuffles in place: for i from the last down to 1, swaps i with a uniform j ≤ i (Durstenfeld 1964).
    /// </summary>
    public void Shuffle(Span<int> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = generator.Next(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>Draws a random permutation of 0 … n − 1.</summary>
    public int[] Permutation(int n)
    {
        var order = Enumerable.Range(0, n).ToArray();
        Shuffle(order);
        return order;
    }

    private static int Hash(int seed, string name) =>
        BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{name}")));
}
