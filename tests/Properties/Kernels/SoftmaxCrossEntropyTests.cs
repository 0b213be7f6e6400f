using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Kernels;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Kernels;

public sealed unsafe class SoftmaxCrossEntropyTests
{
    private static readonly Gen<(int Classes, int Batch, double Scale, int Seed)> Shapes =
        from classes in Gen.Choose(1, 12)
        from batch in Gen.Choose(1, 40)
        from scale in Gen.Elements(0.1, 3.0, 100.0)
        from seed in Gen.Choose(0, int.MaxValue)
        select (classes, batch, scale, seed);

    [Fact]
    public void Gradient_AnyOutputs_IsTheDocumentedOrder() => Cases.Check(Shapes, c =>
    {
        var (x, labels) = Draw(c);
        var weight = 1f / c.Batch;
        var actual = Gradient(x, labels, c.Classes);
        var expected = new float[x.Length];
        for (var b = 0; b < c.Batch; b++)
        {
            var each = Each(b, c.Classes);
            var largest = each.Max(i => x[i]);
            float sum = 0;
            foreach (var i in each)
            {
                sum += ExactMath.Exp(x[i] - largest);
            }

            for (var k = 0; k < c.Classes; k++)
            {
                var e = ExactMath.Exp(x[each[k]] - largest);
                var d = weight * MathF.FusedMultiplyAdd(e, 1 / sum, labels[b] == k ? -1 : 0);
                expected[each[k]] = MathF.Abs(d) < MathF.ScaleB(1, -100) ? 0 : d;
            }
        }

        Bits.Equal(expected, actual);
    });

    [Fact]
    public void Gradient_AnyOutputs_IsTheSlopeOfTheMeanLossInDouble() => Cases.Check(Shapes, c =>
    {
        var (x, labels) = Draw(c);
        var actual = Gradient(x, labels, c.Classes);
        for (var b = 0; b < c.Batch; b++)
        {
            var values = Each(b, c.Classes).Select(i => (double)x[i]).ToArray();
            for (var k = 0; k < c.Classes; k++)
            {
                const double Step = 1e-5;
                double[] up = [.. values], down = [.. values];
                up[k] += Step;
                down[k] -= Step;
                var slope = (Loss(up, labels[b]) - Loss(down, labels[b])) / (2 * Step) / c.Batch;
                Assert.Equal(slope, actual[Bits.At(b, k, c.Classes)], 1e-6);
            }
        }
    });

    [Fact]
    public void Losses_AnyOutputs_AreTheDocumentedOrderAndNearTheTruth() => Cases.Check(Shapes, c =>
    {
        var (x, labels) = Draw(c);
        var (losses, predictions) = Losses(x, labels, c.Classes);
        for (var b = 0; b < c.Batch; b++)
        {
            var values = Each(b, c.Classes).Select(i => x[i]).ToArray();
            var best = Array.IndexOf(values, values.Max());
            float sum = 0;
            for (var k = 0; k < c.Classes; k++)
            {
                sum += k == best ? 0 : ExactMath.Exp(values[k] - values[best]);
            }

            Assert.Equal(best, predictions[b]);
            Bits.Equal([ExactMath.Log1P(sum) - (values[labels[b]] - values[best])], [losses[b]]);
            var truth = Loss([.. values.Select(v => (double)v)], labels[b]);

            // The difference x − max, up to 200, is rounded: 2⁻²⁴ of it is what a small loss is off by, relatively.
            Assert.InRange(losses[b], (truth * (1 - 2e-5)) - 1e-37, (truth * (1 + 2e-5)) + 1e-37);
        }
    });

    [Fact]
    public void Losses_NearZero_KeepTheirRelativeAccuracy()
    {
        var x = new float[Panels.Length(2, 1)];
        x[Bits.At(0, 1, 2)] = -40;
        var (losses, _) = Losses(x, [0], 2);
        Assert.Equal(1, losses[0] / Math.Exp(-40), 1e-6);
    }

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(float.NaN, 2)]
    [InlineData(float.PositiveInfinity, 1)]
    public void Losses_OfNoFiniteOutput_AreNotNumbersAndPredictNothing(float value, int at)
    {
        var x = new float[Panels.Length(3, 2)];
        x[Bits.At(0, at, 3)] = value;
        var (losses, predictions) = Losses(x, [1, 1], 3);
        Assert.True(float.IsNaN(losses[0]));
        Assert.Equal(-1, predictions[0]);
        Assert.Equal(Math.Log(3), losses[1], 1e-6);
        Assert.Equal(0, predictions[1]);
        Assert.True(float.IsNaN(Gradient(x, [1, 1], 3)[0]));
    }

    private static (float[] Outputs, int[] Labels) Draw((int Classes, int Batch, double Scale, int Seed) c)
    {
        var random = new Random(c.Seed);
        var x = Bits.DrawPanels(random, c.Classes, c.Batch, c.Scale);
        return (x, [.. Enumerable.Range(0, c.Batch).Select(_ => random.Next(c.Classes))]);
    }

    private static int[] Each(int example, int classes) =>
        [.. Enumerable.Range(0, classes).Select(k => Bits.At(example, k, classes))];

    private static double Loss(double[] x, int label)
    {
        var largest = x.Max();
        var best = Array.IndexOf(x, largest);
        var others = x.Where((_, k) => k != best).Sum(v => Math.Exp(v - largest));
        var log = others < 1e-5 ? others - (others * others / 2) : Math.Log(1 + others);
        return log - (x[label] - largest);
    }

    private static float[] Gradient(float[] x, int[] labels, int classes)
    {
        using var outputs = new Guarded(x);
        using var gradient = Guarded.Unwritten(x.Length);
        SoftmaxCrossEntropy.Gradient(outputs.Data, classes, labels, gradient.Data);
        SoftmaxCrossEntropy.Gradient(outputs.Data, classes, labels, outputs.Data);
        Bits.Equal(gradient.Span, outputs.Span);
        return gradient.Values;
    }

    private static (float[] Losses, int[] Predictions) Losses(float[] x, int[] labels, int classes)
    {
        using var outputs = new Guarded(x);
        using var losses = Guarded.Unwritten(labels.Length);
        var predictions = new int[labels.Length];
        SoftmaxCrossEntropy.Losses(outputs.Data, classes, labels, losses.Span, predictions);
        return (losses.Values, predictions);
    }
}
