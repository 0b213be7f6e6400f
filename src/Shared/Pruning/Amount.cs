namespace Pruning.Shared.Pruning;

/// <summary>How many entries of a pool go. A share becomes a count by rounding to nearest, halves to even, unless it says that it truncates.</summary>
public abstract record Amount
{
    /// <summary>So many that afterwards <paramref name="share"/> of all entries, pruned before or now, are gone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not within 0 to 1.</exception>
    public static Amount OfTotal(double share) => new TotalShare(Checked(share));

    /// <summary><paramref name="share"/> of the entries that are still there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not within 0 to 1.</exception>
    public static Amount OfRemaining(double share) => new RemainingShare(Checked(share));

    /// <summary>As <see cref="OfTotal"/>, but the share becomes a count by dropping what is behind the point.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not within 0 to 1.</exception>
    public static Amount OfTotalTruncated(double share) => new TruncatedShare(Checked(share));

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
}
