using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Training;

public sealed class OptimizerTests
{
    /// <remarks>With the libtorch of the constants the operators are exact to the bit; the step in one pass rounds in another order.</remarks>
    /// <param name="strided">Whether the parameters are every second column of a matrix, where the step is taken by operators, as on a GPU.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Step_KnownGradients_IsPyTorchsWithinTwoUlps(bool strided)
    {
        foreach (var (settings, expected) in OptimizerConstants.All)
        {
            var actual = Steps(settings, [OptimizerConstants.Start], [.. OptimizerConstants.Gradients.Select(g => new[] { g })], strided: strided);
            for (var step = 0; step < expected.Length; step++)
            {
                for (var column = 0; column < expected[step].Length; column++)
                {
                    var (want, got) = (expected[step][column], actual[step][0][column]);
                    Assert.True(Math.Abs(Ulps(want) - Ulps(got)) <= 2, $"{settings}, step {step + 1}, column {column}: {got:G9}, PyTorch has {want:G9}.");
                }
            }
        }
    }

    [Fact]
    public void Step_RowOfAMatrix_EqualsTheRowAloneToTheBit() => Cases.Check(
        from settings in Tiny.Optimizers
        from r in Gen.Choose(2, 4)
        from columns in Gen.Choose(1, 20)
        from start in Nets.Rows(r, columns)
        from gradients in Nets.Rows(r, columns).ArrayOf(3)
        select (settings, start, gradients),
        c =>
        {
            var together = Steps(c.settings, c.start, c.gradients)[^1];
            for (var row = 0; row < c.start.Length; row++)
            {
                var alone = Steps(c.settings, [c.start[row]], [.. c.gradients.Select(g => new[] { g[row] })])[^1][0];
                Assert.Equal(Array.ConvertAll(alone, BitConverter.SingleToInt32Bits), Array.ConvertAll(together[row], BitConverter.SingleToInt32Bits));
            }
        });

    [Fact]
    public void Step_WithAMask_IsTheStepWithoutItTimesTheMask() => Cases.Check(
        from settings in Tiny.Optimizers
        from r in Gen.Choose(1, 3)
        from columns in Gen.Choose(1, 20)
        from start in Nets.Rows(r, columns)
        from gradient in Nets.Rows(r, columns)
        from mask in Gen.Elements(0f, 1f).ArrayOf(columns).ArrayOf(r)
        select (settings, start, gradient, mask),
        c =>
        {
            var free = Steps(c.settings, c.start, [c.gradient])[0];
            var masked = Steps(c.settings, c.start, [c.gradient], c.mask)[0];
            Assert.Equal(free.Zip(c.mask, (row, mask) => row.Zip(mask, (v, m) => v * m).ToArray()), masked);
        });

    [Fact]
    public void Step_AdamsFirst_MovesByTheLearningRateWhateverTheGradient() => Cases.Check(
        from gradient in Gen.Choose(-1000, 1000).Where(g => g != 0)
        from rate in Gen.Elements(1e-4, 1e-3, 0.1)
        select (gradient, rate),
        c =>
        {
            // m̂ = g and v̂ = g², so the step is the rate's, against the gradient's sign, but for ε.
            var moved = Steps(new Adam(c.rate), [[0]], [[[c.gradient]]])[0][0][0];
            Assert.Equal(-c.rate * Math.Sign(c.gradient), moved, 1e-6 * c.rate);
        });

    [Fact]
    public void Step_RmsPropsFirst_MovesByTheRateOverTheRootOfWhatIsNew() => Cases.Check(
        from gradient in Gen.Choose(-1000, 1000).Where(g => g != 0)
        from alpha in Gen.Elements(0.75, 0.99)
        select (gradient, alpha),
        c =>
        {
            // v = (1 − α)·g², so the step is the rate over √(1 − α): 2 or 10 times the rate, against the gradient's sign, but for ε.
            var moved = Steps(new RmsProp(0.01, c.alpha), [[0]], [[[c.gradient]]])[0][0][0];
            Assert.Equal((c.alpha == 0.75 ? -0.02 : -0.1) * Math.Sign(c.gradient), moved, 1e-7);
        });

    [Fact]
    public void Step_Any_LeavesTheGradientsAsTheyAre() => Cases.Check(
        from settings in Tiny.Optimizers
        from start in Nets.Values(7)
        from gradient in Nets.Values(7)
        select (settings, start, gradient),
        c =>
        {
            using var values = Tensors.FromRows([c.start], CPU);
            using var gradients = Tensors.FromRows([c.gradient], CPU);
            using var optimizer = c.settings.Create(values, gradients);
            optimizer.Step();
            optimizer.Step();
            Assert.Equal(c.gradient, Tensors.ToRows(gradients)[0]);
        });

    [Fact]
    public void Step_SgdWithoutMomentum_IsTheFirstStepWithMomentumToTheBit() => Cases.Check(
        from decay in Gen.Elements(0, 1e-3, 0.1)
        from start in Nets.Values(7)
        from gradient in Nets.Values(7)
        select (decay, start, gradient),
        c => Assert.Equal(
            Steps(new Sgd(0.1, 0.9, c.decay), [c.start], [[c.gradient]])[0][0],
            Steps(new Sgd(0.1, 0, c.decay), [c.start], [[c.gradient]])[0][0]));

    [Fact]
    public void Step_NoGradientAndNoDecay_StaysPut() => Cases.Check(
        from settings in Tiny.Optimizers.Where(o => o is not Sgd { WeightDecay: > 0 })
        from start in Nets.Values(5)
        select (settings, start),
        c => Assert.Equal(c.start, Steps(c.settings, [c.start], [[new float[5]], [new float[5]]])[^1][0]));

    private static List<float[][]> Steps(OptimizerSettings settings, float[][] start, float[][][] gradients, float[][]? masks = null, bool strided = false)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var plain = Tensors.FromRows(start, CPU);
        var values = strided ? plain.repeat_interleave(2, 1).slice(1, 0, 2 * start[0].Length, 2) : plain;
        var gradient = zeros_like(values);
        using var mask = masks is null ? null : Tensors.FromRows(masks, CPU);
        using var optimizer = settings.Create(values, gradient);
        var after = new List<float[][]>();
        foreach (var step in gradients)
        {
            using var given = Tensors.FromRows(step, CPU);
            gradient.copy_(given);
            optimizer.Step(mask);
            after.Add(Tensors.ToRows(values));
        }

        plain.Dispose();
        return after;
    }

    /// <summary>Position among the floats, so that neighbours differ by 1.</summary>
    private static long Ulps(float value)
    {
        long bits = BitConverter.SingleToInt32Bits(value);
        return bits >= 0 ? bits : int.MinValue - bits;
    }
}
