namespace Pruning.Reproductions.Expectations;

/// <summary>The short run.</summary>
/// <param name="N">Its replicates.</param>
/// <param name="Deviations">In what it departs from the registered protocol.</param>
/// <param name="Entries">One called <c>exact</c>, of any CPU, and one per GPU, called after its numerics.</param>
public sealed record CheckPart(int N, IReadOnlyList<string> Deviations, IReadOnlyDictionary<string,
    CheckEntry> Entries);
