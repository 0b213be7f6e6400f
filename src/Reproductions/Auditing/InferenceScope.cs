namespace Pruning.Reproductions.Auditing;

/// <summary>What varies between a reading's replicates, and hence what its verdict generalises to.</summary>
/// <param name="Description">Name in the report: <c>seeds</c>, <c>seeds and splits</c>.</param>
/// <param name="TestShare">
/// n_test / n_train where every replicate draws its own split of the same data (their overlap then widens the
/// variance to s²(1/n + n_test/n_train), Nadeau and Bengio 2003, eq. 8); null where the split is fixed.
/// </param>
public sealed record InferenceScope(string Description, double? TestShare = null)
{
    /// <summary>Seeds vary and the split is fixed.</summary>
    public static InferenceScope Seeds { get; } = new("seeds");
}
