using Pruning.Shared.Training;

namespace Pruning.Shared.Pruning;

/// <summary>A net to be pruned, and what is known of its training.</summary>
/// <param name="Values">P parameters; not to be changed.</param>
/// <param name="Row">The net's place among those that are pruned together.</param>
/// <param name="Seed">The replicate's seed.</param>
public readonly record struct ScoredNet(float[] Values, int Row, int Seed)
{
    /// <summary>
    /// Loads the examples that <see cref="Training"/> lists, if the criterion asks for them; null: there are none, and
    /// a criterion that needs some fails.
    /// </summary>
    public Func<Examples>? Examples { get; init; }

    /// <summary>The examples that the net is trained on, as indices into <see cref="Examples"/>.</summary>
    public IReadOnlyList<int>? Training { get; init; }

    /// <summary>Optimizer steps that the net has taken so far; 0 before training and where nobody counted.</summary>
    public int Step { get; init; }
}
