using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Documents.WeightVsUnit;

/// <summary>The inputs that are zero in every test image, and the first-layer weights that read them.</summary>
internal sealed class DeadInputs
{
    private const int Level = 50;
    private static readonly ParameterRange First = CurveProtocol.Net.Parameters[0];

    private readonly bool[] dead;

    public DeadInputs(DataSet examples)
    {
        dead = Enumerable.Repeat(true, examples.Features).ToArray();
        for (var i = 0; i < examples.Inputs.Length; i++)
        {
            dead[i % examples.Features] &= examples.Inputs[i] == 0;
        }
    }

    /// <summary>
    /// Adds how many inputs are dead, what share of the first layer's weights reads them, what share of those pruned at 50 % does, and how
    /// many outputs over the test set change in any bit when all these weights are set to zero.
    /// </summary>
    public void Measure(CurveProtocol protocol, float[] trained, int seed, Examples test, Dictionary<string, double> values)
    {
        values["dead.inputs"] = dead.Count(d => d);
        values["dead.weightShare"] = dead.Count(d => d) / (double)dead.Length;
        values["dead.prunedShare"] = PrunedShare(protocol, trained, seed);
        values["dead.changedLogits"] = ChangedLogits(trained, test);
    }

    private bool ReadsDead(int column) => dead[(column - First.Offset) % First.FanIn];

    private double PrunedShare(CurveProtocol protocol, float[] trained, int seed)
    {
        var ones = Enumerable.Repeat(1f, trained.Length).ToArray();
        var mask = protocol.WithFirstLayer.Weights(Criterion.Magnitude).Prune(CurveProtocol.Net, [trained], [ones], [seed], PruningChoice.AmountOf(Level))[0];
        int[] pruned = [.. Enumerable.Range(First.Offset, First.Count).Where(column => mask[column] == 0)];
        return pruned.Count(ReadsDead) / (double)pruned.Length;
    }

    /// <summary>Compared on the processor, where skipped terms and terms of zero are the same to the bit.</summary>
    private double ChangedLogits(float[] trained, Examples test)
    {
        float[] without = [.. trained.Select((w, column) => column < First.Offset + First.Count && ReadsDead(column) ? 0 : w)];
        int[] all = [.. Enumerable.Range(0, test.Count)];
        var (before, after) = (NetOutputs.Of(CurveProtocol.Net, trained, test.Inputs, test.Features, all), NetOutputs.Of(CurveProtocol.Net, without, test.Inputs, test.Features, all));
        return before.Zip(after).Count(p => BitConverter.SingleToInt32Bits(p.First) != BitConverter.SingleToInt32Bits(p.Second));
    }
}
