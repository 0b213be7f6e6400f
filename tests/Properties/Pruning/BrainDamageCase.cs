using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Populations;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>Nets that end in a linear layer, and for every row its own list out of some examples.</summary>
public sealed record BrainDamageCase(Architecture Net, float[][] Rows, DataSet Data, int[][] Lists)
{
    public static Gen<BrainDamageCase> Any { get; } =
        from net in Nets.Small.Where(n => n.Steps[^1].Layer is Linear)
        from r in Gen.Choose(1, 3)
        from rows in Nets.Rows(r, net.ParameterCount)
        from inputs in Nets.Values(6 * Nets.Inputs(net))
        from labels in Gen.Choose(0, Nets.Outputs(net) - 1).ArrayOf(6)
        from n in Gen.Choose(1, 6)
        from lists in Gen.Choose(0, 5).ArrayOf(n).ArrayOf(r)
        select new BrainDamageCase(
            net, [.. rows.Select(row => Array.ConvertAll(row, v => v / 4))],
                new("any", Nets.Inputs(net), Nets.Outputs(net), inputs, labels), lists);

    public static Arbitrary<BrainDamageCase> AnyCase() => Any.ToArbitrary();

    /// <summary>The parameters of the last layer.</summary>
    public ParameterRange[] Last => [.. Net.Parameters.Skip(Net.Steps[^1].First)];

    public int[] LastColumns => [.. Last.SelectMany(range => Enumerable.Range(range.Offset, range.Count))];

    /// <summary>The scores by which Optimal Brain Damage prunes the rows, all at once.</summary>
    public float[][] Saliency() => Scores(Criterion.OptimalBrainDamage);

    /// <summary>The scores by which a criterion prunes the rows, all at once.</summary>
    public float[][] Scores(Criterion criterion)
    {
        var recording = new RecordingCriterion(criterion);
        Prune(new(recording), Amount.Of(0));
        return [.. recording.Scores];
    }

    /// <summary>The masks of the rows, all pruned at once.</summary>
    public float[][] Prune(PruningMethod method, Amount amount)
    {
        using var examples = new Examples(Data, Device.Cpu);
        return method.Prune(
            Net,
            Rows,
            [.. Rows.Select(row => Enumerable.Repeat(1f, row.Length).ToArray())],
            [.. Rows.Select((_, r) => r)],
            amount,
            examples,
            Lists);
    }

    /// <summary>
    /// The mean loss of one row over its list, with one of its parameters moved, in double precision.
    /// </summary>
    public double Loss(int row, int column, double by)
    {
        var values = Array.ConvertAll(Rows[row], v => (double)v);
        values[column] += by;
        return Lists[row].Average(example => new PlainNet(Net).Loss(values, Input(example), Data.Labels[example]));
    }

    /// <summary>The gradient of the mean loss over a row's list, in plain loops of double precision.</summary>
    /// <param name="values">P parameters; null: the row's.</param>
    public double[] Gradient(int row, double[]? values = null)
    {
        values ??= Array.ConvertAll(Rows[row], v => (double)v);
        var gradient = new double[Net.ParameterCount];
        foreach (var example in Lists[row])
        {
            new PlainNet(Net).AddGradient(
                values, Input(example), Data.Labels[example], 1.0 / Lists[row].Length, gradient);
        }

        return gradient;
    }

    /// <summary>What enters the last layer for each example of a row's list.</summary>
    public double[][] Entering(int row) =>
        [.. Lists[row].Select(example => new PlainNet(new([.. Net.Steps.SkipLast(1).Select(s => s.Layer)]))
            .Forward(Array.ConvertAll(Rows[row], v => (double)v), Input(example)))];

    private double[] Input(int example) =>
        [.. Data.Inputs.Skip(example * Data.Features).Take(Data.Features).Select(v => (double)v)];
}
