namespace Pruning.Shared.Pruning;

/// <summary>
/// How many entries of a pool go. A share becomes a count by rounding to nearest, halves to even, unless it says that
/// it truncates.
/// </summary>
public abstract record Amount
{
    /// <summary>
    /// So many that afterwards <paramref name="share"/> of all entries, pruned before or now, are gone.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not within 0 to 1.</exception>
    public static Amount OfTotal(double share) => new TotalShare(Checked(share));

    /// <summary><paramref name="share"/> of the entries that are still there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not within 0 to 1.</exception>
    public static Amount OfRemaining(double share) => new RemainingShare(Checked(share));

    /// <summary>As <see cref="OfTotal"/>, but the share becomes a count by dropping what is behind the point.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not within 0 to 1.</exception>
    public static Amount OfTotalTruncated(double share) => new TruncatedShare(Checked(share));

    /// <summary>So many more, whatever went before.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Amount Of(int count) => count >= 0
        ? new Fixed(count)
        : throw new ArgumentOutOfRangeException(nameof(count), count, "A number to prune is 0 or more.");

    /// <summary>
    /// Those that lie strictly below a percentile of the scores that are still there: of n different scores ⌈share·(n −
    /// 1)⌉, the percentile
    /// being interpolated linearly between the order statistics around rank share·(n − 1) (Hyndman and Fan 1996,
    /// definition 7; the default
    /// of NumPy and R). Equal scores count as different ones, the lower column as the lower, so that every row loses as
    /// many.
    /// </summary>
    /// <param name="share">The percentile as a share: 0.25 for the 25th.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not within 0 to 1.</exception>
    public static Amount BelowPercentile(double share) => new Percentile(Checked(share));

    /// <summary>The number of further entries to prune.</summary>
    /// <param name="total">Entries in the pool.</param>
    /// <param name="remaining">Those not pruned yet.</param>
    public abstract int Count(int total, int remaining);

    private static double Checked(double share) => share is >= 0 and <= 1
        ? share
        : throw new ArgumentOutOfRangeException(nameof(share), share, "A share to prune lies within 0 and 1.");

    private static int Round(double count) => (int)Math.Round(count, MidpointRounding.ToEven);

    private sealed record TotalShare(double Share) : Amount
    {
        public override int Count(int total, int remaining) => Math.Max(0, Round(Share * total) - (total - remaining));
    }

    private sealed record TruncatedShare(double Share) : Amount
    {
        public override int Count(int total, int remaining) => Math.Max(0, (int)(Share * total) - (total - remaining));
    }

    private sealed record RemainingShare(double Share) : Amount
    {
        public override int Count(int total, int remaining) => Round(Share * remaining);
    }

    private sealed record Fixed(int Entries) : Amount
    {
        public override int Count(int total, int remaining) => Entries;
    }

    private sealed record Percentile(double Share) : Amount
    {
        // In decimal, since the doubles' product 0.07 · 100 is above 7 and would round up to 8.
        public override int Count(int total, int remaining) =>
            Math.Max(0, (int)Math.Ceiling((decimal)Share * (remaining - 1)));
    }
}
