using FsCheck.Xunit;
using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>GraSP's score: what a weight does for the gradient's norm.</summary>
[Generated(typeof(BrainDamageCase))]
public sealed class GradientFlowTests
{
    private static readonly BrainDamageCase Even = new(
        new(new Linear("only", 1, 2, Bias: false)), [[3, 3]], new("one", 1, 2, [2], [0]), [[0]]);

    [Fact]
    public void Score_EvenOutputs_IsTheHandComputedOne()
    {
        // H·g = (−2, 2), see HessianProductTests; at T = 2 g is 1/2 and H 1/4 of that.
        Assert.Equal([-6f, 6], Even.Scores(Criterion.GradientFlow)[0]);
        Assert.Equal([-0.75f, 0.75f], Even.Scores(Criterion.GradientFlow with { Temperature = 2 })[0]);
    }

    [Fact]
    public void Prune_OneWeight_TakesTheOneWhoseRemovalRaisesTheGradient()
    {
        // Without the first weight the wrong class wins by 6, without the second the right one.
        Assert.Equal([0f, 1], Even.Prune(new(Criterion.GradientFlow), Amount.Of(1))[0]);
        var (first, second) = (Even with { Rows = [[0, 3]] }, Even with { Rows = [[3, 0]] });
        Assert.True(HalfSquare(first.Gradient(0)) > HalfSquare(Even.Gradient(0)));
        Assert.True(HalfSquare(second.Gradient(0)) < HalfSquare(Even.Gradient(0)));
    }

    [Fact]
    public void Score_AnyWeight_IsMinusTheSlopeOfTheSquaredGradientTowardsItsRemoval()
    {
        var compared = 0;
        Cases.Check(
            BrainDamageCase.Any,
            c =>
            {
                // A few entries are pruned: neither they nor their gradients count.
                float[] mask = [.. c.Rows[0].Select((_, column) => column % 5 == 3 ? 0f : 1)];
                float[] values = [.. c.Rows[0].Zip(mask, (w, m) => w * m)];
                var scores = Scores(Criterion.GradientFlow, c.Net, values, mask, c);
                for (var column = 0; column < scores.Length; column++)
                {
                    var (rough, fine) = (Slope(2e-5), Slope(1e-5));
                    if (Math.Abs(rough - fine) < 1e-6)
                    {
                        Assert.Equal(-fine, scores[column], 1e-6 * (1 + Math.Abs(fine)));
                        compared++;
                    }

                    double Slope(double step) => (Half(column, step) - Half(column, -step)) / (2 * step);
                }

                double Half(int column, double share)
                {
                    var moved = Array.ConvertAll(values, v => (double)v);
                    moved[column] *= 1 - share;
                    return HalfSquare([.. c.Gradient(0, moved).Zip(mask, (g, m) => g * m)]);
                }
            },
            200);
        Assert.True(compared > 2000, $"{compared} weights compared.");
    }

    [Property]
    public void Score_PrunedEntries_IsZeroAndOthersAreFinite(BrainDamageCase c)
    {
        float[] mask = [.. c.Rows[0].Select((_, column) => column % 2 == 0 ? 0f : 1)];
        float[] values = [.. c.Rows[0].Zip(mask, (w, m) => w * m)];
        var scores = Scores(Criterion.GradientFlow, c.Net, values, mask, c);
        Assert.All(scores.Zip(mask), s => Assert.True(float.IsFinite(s.First) && (s.Second == 1 || s.First == 0)));
    }

    [Property]
    public void Score_FrozenLayer_IsAConstantOfTheGradientFlow(BrainDamageCase c)
    {
        var first = c.Net.Parameters[0].Layer;
        if (c.Net.Parameters.All(p => p.Layer == first))
        {
            return;
        }

        // As if its entries were pruned, with their values.
        float[] mask = [.. c.Rows[0].Select(_ => 1f)];
        float[] without = [.. c.Net.Parameters.SelectMany(
            p => Enumerable.Repeat(p.Layer == first ? 0f : 1, p.Count))];
        Assert.Equal(
            Scores(Criterion.GradientFlow, c.Net, c.Rows[0], without, c),
            Scores(Criterion.GradientFlow, c.Net.Freeze([first]), c.Rows[0], mask, c));
    }

    [Property]
    public void Score_SomeExamples_AreTheFirstOfTheList(BrainDamageCase c)
    {
        var some = Math.Max(1, c.Lists[0].Length / 2);
        Assert.Equal(
            (c with { Lists = [.. c.Lists.Select(list => list[..some])] }).Scores(Criterion.GradientFlow),
            c.Scores(Criterion.GradientFlow with { Examples = some }));
        Assert.Equal(
            c.Scores(Criterion.GradientFlow),
            c.Scores(Criterion.GradientFlow with { Examples = c.Lists[0].Length }));
    }

    [Property]
    public void Score_RowInCompany_EqualsTheRowAloneToTheBit(BrainDamageCase c) =>
        Assert.All(
            c.Scores(Criterion.GradientFlow).Index(),
            s => Assert.Equal(
                (c with { Rows = [c.Rows[s.Index]], Lists = [c.Lists[s.Index]] }).Scores(Criterion.GradientFlow)[0],
                s.Item));

    [Fact]
    public void Score_MoreExamplesThanThereAre_IsRefusedWithBothNumbers()
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => Even.Scores(Criterion.GradientFlow with { Examples = 100 }));
        Assert.Contains(
            "gradient-flow expected 100 training examples; net 0 has 1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_WithoutData_IsRefusedByTheCriterionsName()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new PruningMethod(Criterion.GradientFlow)
            .Prune(Even.Net, Even.Rows, [[1, 1]], [1], Amount.Of(1)));
        Assert.Contains("The criterion gradient-flow needs training data", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_NetWithNormalisation_IsRefusedByTheLayersName()
    {
        BrainDamageCase normalised = new(
            new(new BatchNorm("norm", 1), new Linear("only", 1, 2)), [new float[8]], Even.Data, [[0]]);
        var error = Assert.Throws<ArgumentException>(() => normalised.Scores(Criterion.GradientFlow));
        Assert.Contains("norm, a layer of the kind BatchNorm", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_OutOfRange_AreRefused()
    {
        foreach (var temperature in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(
                () => Criterion.GradientFlow with { Temperature = temperature });
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Criterion.GradientFlow with { Examples = 0 });
        Assert.Null(Criterion.GradientFlow.Examples);
        Assert.Equal(1, Criterion.GradientFlow.Temperature);
    }

    private static float[] Scores(
        Criterion criterion, Architecture net, float[] values, float[] mask, BrainDamageCase c)
    {
        using var examples = new Examples(c.Data, Device.Cpu);
        return criterion.Score(new(
            criterion,
            net,
            new ScoredNet(values, 0, 1) { Examples = () => examples, Training = c.Lists[0] },
            mask));
    }

    private static double HalfSquare(double[] gradient) => gradient.Sum(g => g * g) / 2;
}
