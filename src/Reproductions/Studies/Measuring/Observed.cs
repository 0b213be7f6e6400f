using Pruning.Shared.Data;

namespace Pruning.Reproductions.Studies.Measuring;

/// <summary>One replicate's net of an arm, as the input of a measurement.</summary>
internal sealed class Observed(StudyRun run, Arm arm, int row, IReadOnlyList<Arm> uses)
{
    /// <summary>The replicate's seed.</summary>
    public int Seed => run.Seeds[row];

    /// <summary>The replicate's split.</summary>
    public Split Split => run.Splits[row];

    /// <summary>The net with its mask and training records.</summary>
    public NetState State => run.StatesOf(arm)[row];

    /// <summary>The architecture.</summary>
    public Architecture Net => State.Net;

    /// <summary>P parameters.</summary>
    public float[] Values => State.Values;

    /// <summary>Mask of P zeros and ones.</summary>
    public float[] Mask => State.Mask;

    /// <summary>Evaluation on the replicate's test examples.</summary>
    public Evaluation Test => run.Evaluate(arm, Examine.Test)[row];

    /// <summary>Evaluation on its training examples.</summary>
    public Evaluation Train => run.Evaluate(arm, Examine.Train)[row];

    /// <summary>Evaluation on its validation examples.</summary>
    public Evaluation Validation => run.Evaluate(arm, Examine.Validation)[row];

    /// <summary>The set of the training examples, which <see cref="Split"/> indexes.</summary>
    public Examples TrainingSet => run.Data.Train;

    /// <summary>The net as criteria see it.</summary>
    /// <param name="examples">The training examples that they may read.</param>
    public ScoringContext ScoredOver(IReadOnlyList<int> examples) => new(
        Criterion.TaylorMap(), Net,
        new(Values, row, Seed) { Examples = () => TrainingSet, Training = examples }, Mask);

    /// <summary>Ends a long measurement early.</summary>
    public CancellationToken Cancel => run.Cancel;

    /// <summary>The set of the test examples.</summary>
    public Examples TestSet => run.Data.Test;

    /// <summary>
    /// The same replicate's net of another arm, which must be among the measurement's <see cref="Measurement.Uses"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is not: no hash would cover what is read.</exception>
    public Observed Of(Arm other) => uses.Any(a => a.Hash == other.Hash) ? new(run, other, row, uses)
        : throw new InvalidOperationException("A measurement read an arm that it does not name; add the arm to its "
            + "Uses.");
}
