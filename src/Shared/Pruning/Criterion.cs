namespace Pruning.Shared.Pruning;

/// <summary>
/// Scores every parameter of a net; the lowest scores are pruned first. A new criterion is a record of its own with a
/// <see cref="Name"/> and a <see cref="Score"/>; nothing else need know of it.
/// </summary>
public abstract partial record Criterion
{
    /// <summary>What the criterion is called for ever: lower case, words joined by hyphens. Ledgers hash it.</summary>
    public abstract string Name { get; }

    /// <summary>Scores the parameters of one net.</summary>
    /// <param name="net">The net, and all that a score may depend on.</param>
    /// <returns>P scores; the net's own values where they are the scores.</returns>
    /// <exception cref="InvalidOperationException">
    /// The criterion scores by data, and the net came without any.
    /// </exception>
    public abstract float[] Score(ScoringContext net);
}
