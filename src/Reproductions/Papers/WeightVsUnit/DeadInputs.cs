namespace Pruning.Reproductions.Papers.WeightVsUnit;

/// <summary>Inputs that are zero in every test image (dead), and the first-layer weights on them.</summary>
internal static class DeadInputs
{
    /// <summary>Sparsity, in per cent, at which the pruned weights on dead inputs are counted.</summary>
    public const int Level = 50;

    private static readonly ParameterRange First = WeightVsUnitStudy.Net.Parameters[0];

    /// <summary>
    /// Measures the number of dead inputs, the share of first-layer weights on them, their share of the weights pruned
    /// at <see cref="Level"/>, and the outputs over the test set that change in any bit when all these weights are set
    /// to 0.
    /// </summary>
    /// <param name="pruned">The nets with the first layer pruned to that level.</param>
    public static Measurement Measurement(Arm pruned) => new(
        [
            new("inputs", "inputs", Nature.Count), new("weightShare", "fraction", Nature.Count),
            new("prunedShare", "fraction"), new("changedLogits", "outputs", Nature.Count),
        ],
        (net, to) =>
        {
            var dead = In(net.TestSet);
            bool ReadsDead(int column) => dead[(column - First.Offset) % First.FanIn];
            var mask = net.Of(pruned).Mask;
            int[] gone = [.. Enumerable.Range(First.Offset, First.Count).Where(column => mask[column] == 0)];
            to.Value("inputs", dead.Count(d => d));
            to.Value("weightShare", dead.Count(d => d) / (double)dead.Length);
            to.Value("prunedShare", gone.Count(ReadsDead) / (double)gone.Length);
            to.Value("changedLogits", ChangedLogits(net, ReadsDead));
        })
    {
        Uses = [pruned],
    };

    private static bool[] In(Examples examples)
    {
        var dead = Enumerable.Repeat(true, examples.Features).ToArray();
        for (var i = 0; i < examples.Inputs.Length; i++)
        {
            dead[i % examples.Features] &= examples.Inputs[i] == 0;
        }

        return dead;
    }

    /// <summary>Counts changed outputs on the CPU, where skipping a term and adding zero give the same bits.</summary>
    private static int ChangedLogits(Observed net, Func<int, bool> readsDead)
    {
        float[] without = [.. net.Values.Select((w, column) => column < First.Offset + First.Count && readsDead(column)
            ? 0 : w)];
        var (before, after) = (Outputs(net, net.Values), Outputs(net, without));
        return before.Zip(after)
            .Count(p => BitConverter.SingleToInt32Bits(p.First) != BitConverter.SingleToInt32Bits(p.Second));
    }

    private static float[] Outputs(Observed net, float[] values) =>
        NetOutputs.Of(net.Net, values, net.TestSet.Inputs, net.TestSet.Features, net.Split.Test);
}
