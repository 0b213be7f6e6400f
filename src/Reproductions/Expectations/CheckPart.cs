namespace Pruning.Reproductions.Expectations;

/// <summary>The short run.</summary>
/// <param name="N">Number of its replicates.</param>
/// <param name="Deviations">Its deviations from the registered protocol.</param>
/// <param name="Entries">One named <c>exact</c>, for any CPU, and one per GPU, named after its numerics.</param>
public sealed record CheckPart(int N, IReadOnlyList<string> Deviations, IReadOnlyDictionary<string,
    CheckEntry> Entries);
