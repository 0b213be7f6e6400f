namespace Pruning.Shared.Pruning;

/// <summary>
/// Scores every parameter of a net; the lowest scores are pruned first. To add a criterion, define a record with a <see
/// cref="Name"/> and a <see cref="Score"/>.
/// </summary>
public abstract partial record Criterion
{
    /// <summary>The criterion's permanent name: lower case, words joined by hyphens. Ledgers hash it.</summary>
    public abstract string Name { get; }

    /// <summary>Scores the parameters of one net.</summary>
    /// <param name="net">The net and everything that a score may depend on.</param>
    /// <returns>P scores, possibly the net's own array of values.</returns>
    /// <exception cref="InvalidOperationException">The criterion needs training data, and the net has none.</exception>
    public abstract float[] Score(ScoringContext net);
}
