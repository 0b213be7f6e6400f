using Pruning.Shared.Data;

namespace Pruning.Reproductions.Studies.Measuring;

/// <summary>One replicate's net of an arm as a measurement sees it.</summary>
internal sealed class Observed(StudyRun run, Arm arm, int row)
{
    /// <summary>The replicate's seed.</summary>
    public int Seed => run.Seeds[row];

    /// <summary>The replicate's lists of examples.</summary>
    public Split Split => run.Splits[row];

    /// <summary>The net with its mask and what was recorded of its training.</summary>
    public NetState State => run.StatesOf(arm)[row];

    /// <summary>The architecture.</summary>
    public Architecture Net => State.Net;

    /// <summary>P parameters.</summary>
    public float[] Values => State.Values;

    /// <summary>P zeros and ones.</summary>
    public float[] Mask => State.Mask;

    /// <summary>What the net makes of the replicate's test examples.</summary>
    public Evaluation Test => run.Evaluate(arm, Examine.Test)[row];

    /// <summary>The same for its training examples.</summary>
    public Evaluation Train => run.Evaluate(arm, Examine.Train)[row];

    /// <summary>The same for its validation examples.</summary>
    public Evaluation Validation => run.Evaluate(arm, Examine.Validation)[row];

    /// <summary>The set that test examples are of.</summary>
    public Examples TestSet => run.Data.Test;

    /// <summary>
    /// The same replicate's net of another arm, one that the measurement names among its
    /// <see cref="Measurement.Uses"/>.
    /// </summary>
    public Observed Of(Arm other) => new(run, other, row);
}
