namespace Pruning.Reproductions.Auditing;

/// <summary>What the replicates of a reading vary, and hence what its verdict generalises to.</summary>
/// <param name="Description">What is generalised to, as in the report: <c>seeds</c>, <c>seeds and splits</c>.</param>
/// <param name="TestShare">
/// n_test / n_train where every replicate draws its own split of the same data (their overlap then widens the
/// variance to s²(1/n + n_test/n_train), Nadeau and Bengio 2003, eq. 8); null where the split is fixed.
/// </param>
public sealed record InferenceScope(string Description, double? TestShare = null)
{
    /// <summary>The seeds of one fixed split.</summary>
    public static InferenceScope Seeds { get; } = new("seeds");
}
