namespace Pruning.Shared.Pruning;

/// <summary>
/// Scores every parameter of a net; the lowest scores are pruned first. To add a criterion, define a record with a <see
/// cref="Name"/> and a <see cref="Score"/>; one that scores whole units derives from <see cref="MapCriterion"/>.
/// </summary>
public abstract partial record Criterion
{
    /// <summary>The criterion's permanent name: lower case, words joined by hyphens. Ledgers hash it.</summary>
    public abstract string Name { get; }

    /// <summary>Scores the parameters of one net.</summary>
    /// <param name="net">The net and everything that a score may depend on.</param>
    /// <returns>P scores, possibly the net's own array of values.</returns>
    /// <exception cref="InvalidOperationException">
    /// The criterion needs training data, and the net has none; or it scores whole units only.
    /// </exception>
    public abstract float[] Score(ScoringContext net);

    /// <summary>
    /// Scores the units of one net. A criterion that does not score them itself gives null, and <see
    /// cref="PruningMethod"/> makes a unit's score from its weights' scores.
    /// </summary>
    /// <param name="net">The net and everything that a score may depend on.</param>
    /// <returns>
    /// For every weight of the net, in the order of its columns, one score a unit; null in place of a layer that the
    /// criterion cannot score.
    /// </returns>
    /// <exception cref="InvalidOperationException">The criterion needs training data, and the net has none.</exception>
    public virtual IReadOnlyList<double[]?>? ScoreUnits(ScoringContext net) => null;
}
