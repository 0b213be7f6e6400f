using Pruning.Reproductions.Studies;

namespace Pruning.Reproductions.Auditing;

/// <summary>Turns the metrics of a reading's replicates into evidence, and evidence into a verdict.</summary>
public abstract record Rule
{
    /// <summary>Version of the verdict rules as a whole; a change of any rule raises it.</summary>
    public const int Version = 1;

    public abstract ClaimKind Kind { get; }

    /// <summary>The quantities that the rule looks at.</summary>
    public abstract IEnumerable<Quantity> Quantities { get; }

    /// <summary>Judges <paramref name="replicates"/>, one per seed.</summary>
    public Judgement Judge(IReadOnlyList<Replicate> replicates, Generality generality) => Judge(Observe(replicates), generality);

    /// <summary>What the quantities come to in <paramref name="replicates"/>: all that <see cref="Judge(Differences, Generality)"/> looks at.</summary>
    public virtual Differences Observe(IReadOnlyList<Replicate> replicates) => Differences.Of(replicates, [.. Quantities]);

    /// <summary>Judges what the quantities came to.</summary>
    /// <param name="differences">Of this rule, see <see cref="Differences.AreOf"/>.</param>
    public abstract Judgement Judge(Differences differences, Generality generality);
}

/// <summary>What a reading's replicates vary, and hence what its verdict speaks of.</summary>
/// <param name="Description">What is generalised to, as in the report: <c>seeds</c>, <c>seeds and splits</c>.</param>
/// <param name="TestShare">
/// n_test / n_train where every replicate draws its own split of the same data (their overlap then widens the variance to
/// s²(1/n + n_test/n_train), Nadeau and Bengio 2003, eq. 8); null where the split is fixed.
/// </param>
public sealed record Generality(string Description, double? TestShare = null)
{
    public static Generality Seeds { get; } = new("seeds");
}
