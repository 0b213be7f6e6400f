namespace Pruning.Reproductions.Expectations;

/// <summary>One deviation from an expected result.</summary>
/// <param name="What">The compared quantity: a metric, the verdict, …</param>
public sealed record Difference(string What, string Expected, string Found);
