using System.Buffers.Binary;
using MathNet.Numerics.Random;

namespace Pruning.Shared.Statistics;

/// <summary>
/// Fisher's sign-flip (randomisation) test of a mean against a bound (Fisher 1935, "The Design of Experiments", section
/// 21): for values symmetric about the bound, the signs of the deviations are random.
/// </summary>
/// <remarks>
/// Flipping the deviations in a set F leaves the sum as large as observed exactly where those in F sum to 0 or less; so
/// p is the share of sets F whose deviations sum to at most 0. Thus p never rises as a value rises or the bound falls,
/// drawn flips included. Of more than <see cref="DrawnUpTo"/> values the flipped sum is taken as normal, which is then
/// off by less than the drawing was.
/// </remarks>
public static class SignFlip
{
    /// <summary>The most values for which all 2ⁿ flips are enumerated.</summary>
    public const int ExactUpTo = 20;

    /// <summary>The most values for which flips are drawn.</summary>
    public const int DrawnUpTo = 10_000;

    /// <summary>Flips drawn for more values; p = (b + 1) / (B + 1).</summary>
    public const int Drawn = 100_000;

    /// <summary>Seed of the drawn flips (Xoshiro256**), the same for every test.</summary>
    public const int Seed = 1935;

    // Sums equal up to rounding count as ties, which errs to a larger p.
    private const double Slack = 1.0 / (1L << 40);

    /// <summary>One-sided p of "the mean is at most <paramref name="bound"/>"; 1 for no values.</summary>
    public static double PAbove(ReadOnlySpan<double> values, double bound) => P(values, bound, 1);

    /// <summary>One-sided p of "the mean is at least <paramref name="bound"/>"; 1 for no values.</summary>
    public static double PBelow(ReadOnlySpan<double> values, double bound) => P(values, bound, -1);

    private static double P(ReadOnlySpan<double> values, double bound, int sign)
    {
        if (values.IsEmpty)
        {
            return 1;
        }

        if (values.Length > DrawnUpTo)
        {
            return Normal(values, bound, sign);
        }

        var (sums, slack) = Tabulate(values, bound, sign);
        return values.Length <= ExactUpTo ? Exact(sums, values.Length, slack) : Draw(sums, slack);
    }

    /// <summary>
    /// The sum of d with random signs has mean 0 and variance Σd²; having no skewness either, it is normal to within
    /// terms of 1/n.
    /// </summary>
    private static double Normal(ReadOnlySpan<double> values, double bound, int sign)
    {
        var summary = Summary.Of(values);
        var mean = sign * (summary.Mean - bound);
        var root = double.Hypot(summary.Sd * Math.Sqrt((values.Length - 1.0) / values.Length), mean);
        var t = mean / root * Math.Sqrt(values.Length);
        return root == 0 ? 1 : double.IsNaN(t) ? 0.5 : MathNet.Numerics.Distributions.Normal.CDF(0, 1, -t);
    }

    private static double Exact(double[] sums, int n, double slack)
    {
        Span<byte> flips = stackalloc byte[8];
        flips = flips[..(sums.Length / 256)];
        var all = 1 << n;
        var count = 0;
        Span<byte> bits = stackalloc byte[sizeof(int)];
        for (var flip = 0; flip < all; flip++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bits, flip);
            count += Sum(sums, bits[..flips.Length]) <= slack ? 1 : 0;
        }

        return (double)count / all;
    }

    private static double Draw(double[] sums, double slack)
    {
        const int Batch = 1000;
        var random = new Xoshiro256StarStar(Seed, threadSafe: false);
        var width = sums.Length / 256;
        var flips = new byte[width * Batch];
        var count = 0;
        for (var done = 0; done < Drawn; done += Batch)
        {
            random.NextBytes(flips);
            for (var flip = 0; flip < Batch; flip++)
            {
                count += Sum(sums, flips.AsSpan(flip * width, width)) <= slack ? 1 : 0;
            }
        }

        return (count + 1.0) / (Drawn + 1.0);
    }

    private static double Sum(double[] sums, ReadOnlySpan<byte> flips)
    {
        var sum = 0.0;
        for (var i = 0; i < flips.Length; i++)
        {
            sum += sums[(i << 8) + flips[i]];
        }

        return sum;
    }

    /// <summary>
    /// Tabulates the sums of the 256 subsets of every eight values, so that a byte of random bits costs one addition.
    /// </summary>
    private static (double[] Sums, double Slack) Tabulate(ReadOnlySpan<double> values, double bound, int sign)
    {
        var largest = Math.Abs(bound);
        foreach (var value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        var exponent = largest == 0 ? 0 : Math.ILogB(largest) + 1; // scaled below 1, no sum overflows
        var sums = new double[(values.Length + 7) / 8 * 256];
        var total = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            var deviation = sign * (Math.ScaleB(values[i], -exponent) - Math.ScaleB(bound, -exponent));
            total += Math.Abs(deviation);
            var table = sums.AsSpan(i / 8 * 256, 256);
            var bit = 1 << (i % 8);
            for (var set = 0; set < bit; set++)
            {
                table[bit + set] = table[set] + deviation;
            }
        }

        // Bits past the last value have no effect: the table repeats the sums without them.
        for (var bit = 1 << (values.Length % 8); values.Length % 8 != 0 && bit < 256; bit <<= 1)
        {
            var table = sums.AsSpan(sums.Length - 256, 256);
            table[..bit].CopyTo(table[bit..]);
        }

        return (sums, total * Slack);
    }
}
