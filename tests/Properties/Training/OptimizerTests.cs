using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Tensors;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;
using static TorchSharp.torch;
using Device = Pruning.Shared.Engine.Device;

namespace Pruning.Tests.Properties.Training;

public sealed class OptimizerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Step_KnownGradients_IsPyTorchsWithinTwoUlps(bool operators)
    {
        foreach (var (settings, expected) in OptimizerConstants.All)
        {
            var actual = operators
                ? ByOperators(settings, OptimizerConstants.Start, OptimizerConstants.Gradients)
                : Steps(settings, OptimizerConstants.Start, OptimizerConstants.Gradients);
            for (var step = 0; step < expected.Length; step++)
            {
                for (var column = 0; column < expected[step].Length; column++)
                {
                    var (want, got) = (expected[step][column], actual[step][column]);
                    Assert.True(
                        Math.Abs(Ulps(want) - Ulps(got)) <= 2,
                        $"{settings}, step {step + 1}, column {column}: {got:G9}, PyTorch has {want:G9}.");
                }
            }
        }
    }

    [Fact]
    public void Step_AnyGradients_ByTheKernelIsThatByOperators() => Cases.Check(
        from settings in SmallTraining.Optimizers
        from columns in Gen.Choose(1, 70)
        from start in Nets.Values(columns)
        from gradients in Nets.Rows(10, columns)
        select (settings, start, gradients),
        c =>
        {
            var steps = Steps(c.settings, c.start, c.gradients);
            foreach (var (expected, found) in ByOperators(c.settings, c.start, c.gradients).Zip(steps))
            {
                Assert.All(
                    expected.Zip(found), v => Assert.Equal(v.First, v.Second, 4e-6f * Math.Max(1, Math.Abs(v.First))));
            }
        });

    [Fact]
    public void Step_ParameterAmongOthers_EqualsTheParameterAloneToTheBit() => Cases.Check(
        from settings in SmallTraining.Optimizers
        from columns in Gen.Choose(2, 70)
        from start in Nets.Values(columns)
        from gradients in Nets.Rows(3, columns)
        select (settings, start, gradients),
        c =>
        {
            var together = Steps(c.settings, c.start, c.gradients)[^1];
            var alone = c.start.Select(
                (v, i) => Steps(c.settings, [v], [.. c.gradients.Select(g => new[] { g[i] })])[^1][0]);
            Assert.Equal(alone.Select(BitConverter.SingleToInt32Bits), together.Select(BitConverter.SingleToInt32Bits));
        });

    [Fact]
    public void Step_WithAMask_IsTheStepWithoutItAndPlusZeroWhereItIsZero() => Cases.Check(
        from settings in SmallTraining.Optimizers
        from columns in Gen.Choose(1, 70)
        from start in Nets.Values(columns)
        from gradient in Nets.Values(columns)
        from mask in Gen.Elements(0f, 1f).ArrayOf(columns)
        select (settings, start, gradient, mask),
        c =>
        {
            var free = Steps(c.settings, c.start, [c.gradient])[0];
            var masked = Steps(c.settings, c.start, [c.gradient], c.mask)[0];
            Assert.Equal(
                free.Zip(c.mask, (v, m) => m == 0 ? 0 : BitConverter.SingleToInt32Bits(v)),
                masked.Select(BitConverter.SingleToInt32Bits));
        });

    [Fact]
    public void Step_AdamsFirst_MovesByTheLearningRateWhateverTheGradient() => Cases.Check(
        from gradient in Gen.Choose(-1000, 1000).Where(g => g != 0)
        from rate in Gen.Elements(1e-4, 1e-3, 0.1)
        select (gradient, rate),
        c =>
        {
            // m̂ = g and v̂ = g², so the step is the rate's, against the gradient's sign, but for ε.
            var moved = Steps(new Adam(c.rate), [0], [[c.gradient]])[0][0];
            Assert.Equal(-c.rate * Math.Sign(c.gradient), moved, 1e-6 * c.rate);
        });

    [Fact]
    public void Step_RmsPropsFirst_MovesByTheRateOverTheRootOfWhatIsNew() => Cases.Check(
        from gradient in Gen.Choose(-1000, 1000).Where(g => g != 0)
        from alpha in Gen.Elements(0.75, 0.99)
        select (gradient, alpha),
        c =>
        {
            // v = (1 − α)·g², so the step is the rate over √(1 − α): 2 or 10 times the rate, against the gradient's
            // sign, but for ε.
            var moved = Steps(new RmsProp(0.01, c.alpha), [0], [[c.gradient]])[0][0];
            Assert.Equal((c.alpha == 0.75 ? -0.02 : -0.1) * Math.Sign(c.gradient), moved, 1e-7);
        });

    [Fact]
    public void Step_Any_LeavesTheGradientsAsTheyAre() => Cases.Check(
        from settings in SmallTraining.Optimizers
        from start in Nets.Values(7)
        from gradient in Nets.Values(7)
        select (settings, start, gradient),
        c =>
        {
            var given = (float[])c.gradient.Clone();
            Steps(c.settings, c.start, [given, given]);
            Assert.Equal(c.gradient, given);
        });

    [Fact]
    public void Step_SgdWithoutMomentum_IsTheFirstStepWithMomentumToTheBit() => Cases.Check(
        from decay in Gen.Elements(0, 1e-3, 0.1)
        from start in Nets.Values(7)
        from gradient in Nets.Values(7)
        select (decay, start, gradient),
        c => Assert.Equal(
            Steps(new Sgd(0.1, 0.9, c.decay), c.start, [c.gradient])[0],
            Steps(new Sgd(0.1, 0, c.decay), c.start, [c.gradient])[0]));

    [Fact]
    public void Step_NoGradientAndNoDecay_StaysPut() => Cases.Check(
        from settings in SmallTraining.Optimizers.Where(o => o is not Sgd { WeightDecay: > 0 })
        from start in Nets.Values(5)
        select (settings, start),
        c => Assert.Equal(c.start, Steps(c.settings, c.start, [new float[5], new float[5]])[^1]));

    /// <summary>The parameters after each step.</summary>
    private static unsafe List<float[]> Steps(
        OptimizerSettings settings, float[] start, float[][] gradients, float[]? mask = null)
    {
        var values = (float[])start.Clone();
        using var optimizer = settings.OnCpu(start.Length);
        var after = new List<float[]>();
        foreach (var gradient in gradients)
        {
            fixed (float* v = values, g = gradient, m = mask)
            {
                optimizer.Step(v, g, m);
            }

            after.Add([.. values]);
        }

        return after;
    }

    private static List<float[]> ByOperators(OptimizerSettings settings, float[] start, float[][] gradients)
    {
        var device = OperatorNet.Device;
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var values = HostArrays.FromRows([start], device);
        using var gradient = zeros_like(values);
        using var optimizer = settings.OnTensors(values, gradient);
        var after = new List<float[]>();
        foreach (var step in gradients)
        {
            using var given = HostArrays.FromRows([step], device);
            gradient.copy_(given);
            optimizer.Step();
            after.Add(HostArrays.ToRows(values)[0]);
        }

        return after;
    }

    /// <summary>Position among the floats, so that neighbours differ by 1.</summary>
    private static long Ulps(float value)
    {
        long bits = BitConverter.SingleToInt32Bits(value);
        return bits >= 0 ? bits : int.MinValue - bits;
    }
}
