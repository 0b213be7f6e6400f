using Pruning.Shared.Training;

namespace Pruning.Shared.Pruning;

/// <summary>A net to be pruned, with its training data where known.</summary>
/// <param name="Values">P parameters, not to be changed.</param>
/// <param name="Row">The net's index among those pruned together.</param>
/// <param name="Seed">The replicate's seed.</param>
public readonly record struct ScoredNet(float[] Values, int Row, int Seed)
{
    /// <summary>
    /// Loads the examples that <see cref="Training"/> indexes, on demand; null: none, and a criterion that needs them
    /// fails.
    /// </summary>
    public Func<Examples>? Examples { get; init; }

    /// <summary>Indices of the net's training examples in <see cref="Examples"/>.</summary>
    public IReadOnlyList<int>? Training { get; init; }

    /// <summary>Optimizer steps taken so far; 0 before training and where unknown.</summary>
    public int Step { get; init; }
}
