using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Kernels;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Training;

public sealed class LossTests
{
    [Fact]
    public void Losses_BestOutputsOfTanh_AreTheFloor()
    {
        // (1, −1, −1) for the first class: ln(1 + 2e⁻²) = 0.2395; the worst, (−1, 1, 1), ln(1 + 2e²) = 2.7586.
        Assert.Equal(Math.Log(1 + (2 * Math.Exp(-2))), Loss([1, -1, -1], 0), 1e-6);
        Assert.Equal(0.2395, Loss([1, -1, -1], 0), 0.00005);
        Assert.Equal(2.7586, Loss([-1, 1, 1], 0), 0.00005);
    }

    [Fact]
    public void Losses_AnyOutputs_AreTheLogOfTheSoftmax() => Cases.Check(
        from outputs in Gen.Choose(-400, 400).Select(k => k / 16f).ArrayOf(3)
        from label in Gen.Choose(0, 2)
        select (outputs, label),
        c =>
        {
            var expected = Math.Log(c.outputs.Sum(z => Math.Exp(z))) - c.outputs[c.label];
            Assert.Equal(expected, Loss(c.outputs, c.label), 1e-5);
        });

    [Fact]
    public void Evaluate_AnyTanhNet_NeverFallsBelowTheFloor() => Cases.Check(
        from values in Nets.Values(SmallTraining.Net.ParameterCount)
        from scale in Gen.Elements(1f, 10, 1000)
        select Array.ConvertAll(values, v => v * scale),
        values =>
        {
            var losses = Evaluation.Of(SmallTraining.Net, [values], [SmallTraining.Split.Train],
                SmallTraining.Examples)[0].Losses;
            Assert.All(losses, loss => Assert.InRange(loss, 0.2395, 2.7590));
        });

    [Fact]
    public void Evaluate_AnyNets_IsThePlainLossAndTheLargestOutput() => Cases.Check(
        from rows in Gen.Choose(1, 4).SelectMany(r => Nets.Rows(r, SmallTraining.Net.ParameterCount))
        from examples in Gen.Choose(0, 19).ArrayOf(6).ArrayOf(rows.Length)
        select (rows, examples),
        c =>
        {
            var evaluations = Evaluation.Of(SmallTraining.Net, c.rows, c.examples, SmallTraining.Examples);
            var plain = new PlainNet(SmallTraining.Net);
            for (var r = 0; r < c.rows.Length; r++)
            {
                var values = Array.ConvertAll(c.rows[r], v => (double)v);
                double[] losses = [.. c.examples[r].Select(e =>
                    plain.Loss(values, Input(e), SmallTraining.Data.Labels[e]))];
                Assert.All(losses.Zip(evaluations[r].Losses), l => Assert.Equal(l.First, l.Second, 1e-5));
                Assert.Equal(losses.Average(), evaluations[r].Loss, 1e-5);

                for (var i = 0; i < 6; i++)
                {
                    var outputs = plain.Forward(values, Input(c.examples[r][i]));
                    var label = SmallTraining.Data.Labels[c.examples[r][i]];
                    var margin = outputs[label] - outputs.Where((_, k) => k != label).Max();
                    Assert.True(Math.Abs(margin) < 1e-6 || evaluations[r].Correct[i] == (margin > 0 ? 1 : 0));
                }

                Assert.Equal(evaluations[r].Correct.Average(), evaluations[r].Accuracy, 1e-12);
            }
        });

    [Theory]
    [InlineData(1007)]
    [InlineData(1008)]
    [InlineData(1009)]
    [InlineData(2500)]
    public void Evaluate_LongLists_EveryExampleAsInAShortOneToTheBit(int n)
    {
        // Longer than what is evaluated at once: 2500 examples are 125 times the 20 of the set.
        var values = SmallTraining.Initial(1);
        int[] rows = [.. Enumerable.Range(0, n).Select(i => i % 20)];
        var whole = Evaluation.Of(SmallTraining.Net, [values], [rows], SmallTraining.Examples)[0];
        var once = Evaluation.Of(SmallTraining.Net, [values], [rows[..20]], SmallTraining.Examples)[0];
        Assert.Equal(rows.Select(row => once.Losses[row]), whole.Losses);
        Assert.Equal(rows.Select(row => once.Correct[row]), whole.Correct);
    }

    private static double[] Input(int example) =>
        [.. SmallTraining.Data.Inputs.Skip(example * 3).Take(3).Select(v => (double)v)];

    private static double Loss(float[] outputs, int label)
    {
        using var panel = new AlignedBuffer(Panels.Length(outputs.Length, 1));
        var losses = new float[1];
        unsafe
        {
            fixed (float* row = outputs)
            {
                Panels.FromRows(row, outputs.Length, [0], panel.Data);
            }

            SoftmaxCrossEntropy.Losses(panel.Data, outputs.Length, [label], losses, new int[1]);
        }

        return losses[0];
    }
}
