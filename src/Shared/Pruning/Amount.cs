namespace Pruning.Shared.Pruning;

/// <summary>
/// The number of entries to prune from a pool. A share is rounded to the nearest count, halves to even, except where
/// truncation is stated.
/// </summary>
public abstract record Amount
{
    /// <summary>Prunes up to a total sparsity of <paramref name="share"/>, earlier pruning included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not within 0 to 1.</exception>
    public static Amount OfTotal(double share) => new TotalShare(Checked(share));

    /// <summary>Prunes <paramref name="share"/> of the remaining entries.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not within 0 to 1.</exception>
    public static Amount OfRemaining(double share) => new RemainingShare(Checked(share));

    /// <summary>As <see cref="OfTotal"/>, with the count truncated instead of rounded.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not within 0 to 1.</exception>
    public static Amount OfTotalTruncated(double share) => new TruncatedShare(Checked(share));

    /// <summary>Prunes <paramref name="count"/> further entries.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Amount Of(int count) => count >= 0
        ? new Fixed(count)
        : throw new ArgumentOutOfRangeException(nameof(count), count, "Expected a count of 0 or more.");

    /// <summary>
    /// Prunes the remaining scores strictly below a percentile: of n different scores ⌈share·(n − 1)⌉, the percentile
    /// being interpolated linearly between the order statistics around rank share·(n − 1) (Hyndman and Fan 1996,
    /// definition 7; the default of NumPy and R). Equal scores rank by column, so that every row loses the same number.
    /// </summary>
    /// <param name="share">The percentile as a share: 0.25 for the 25th.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not within 0 to 1.</exception>
    public static Amount BelowPercentile(double share) => new Percentile(Checked(share));

    /// <summary>Computes the number of further entries to prune.</summary>
    /// <param name="total">Entries in the pool.</param>
    /// <param name="remaining">Entries not pruned yet.</param>
    public abstract int Count(int total, int remaining);

    private static double Checked(double share) => share is >= 0 and <= 1
        ? share
        : throw new ArgumentOutOfRangeException(nameof(share), share, "Expected a share to prune within 0 to 1.");

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
        // In decimal, since in double 0.07 · 100 exceeds 7 and would round up to 8.
        public override int Count(int total, int remaining) =>
            Math.Max(0, (int)Math.Ceiling((decimal)Share * (remaining - 1)));
    }
}
