namespace Pruning.Reproductions.Expectations;

/// <summary>One thing that is not as expected.</summary>
/// <param name="What">The metric, the verdict, or what else was compared.</param>
public sealed record Difference(string What, string Expected, string Found);
