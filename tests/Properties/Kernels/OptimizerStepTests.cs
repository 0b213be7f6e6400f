using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Kernels;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Kernels;

public sealed unsafe class OptimizerStepTests
{
    private static readonly Gen<(PlainOptimizer.Kind Kind, int N, bool Decay, int Seed)> Runs =
        from kind in Gen.Elements(Enum.GetValues<PlainOptimizer.Kind>())
        from n in Gen.Choose(0, 70)
        from decay in Gen.Elements(true, false)
        from seed in Gen.Choose(0, int.MaxValue)
        select (kind, n, decay, seed);

    [Fact]
    public void Step_AnyOptimizer_IsTheDocumentedOrder() => Cases.Check(Runs, c =>
        Bits.Equal(PlainOptimizer.Train(c.Kind, c.N, c.Decay, c.Seed, 7, masked: true),
            Train(c.Kind, c.N, c.Decay, c.Seed, 7, masked: true)));

    [Fact]
    public void Step_OverSeveralBlocks_IsTheDocumentedOrder()
    {
        foreach (var kind in Enum.GetValues<PlainOptimizer.Kind>())
        {
            const int N = (2 * OptimizerStep.BlockLength) + 13;
            Bits.Equal(PlainOptimizer.Train(kind, N, true, 5, 2, masked: true),
                Train(kind, N, true, 5, 2, masked: true));
        }
    }

    [Fact]
    public void Step_HundredTimes_StaysNearTheDefinitionInDouble() => Cases.Check(Runs, c =>
    {
        var truth = PlainOptimizer.TrainInDouble(c.Kind, c.N, c.Decay, c.Seed, 100);
        Assert.All(Train(c.Kind, c.N, c.Decay, c.Seed, 100, masked: false).Zip(truth),
            p => Assert.Equal(p.Second, p.First, 2e-4));
    }, 60);

    [Fact]
    public void Step_WithAMask_KeepsPrunedWeightsZeroAndLeavesTheOthersAlone() => Cases.Check(Runs, c =>
    {
        var mask = PlainOptimizer.Mask(c.N, c.Seed);
        var masked = Train(c.Kind, c.N, c.Decay, c.Seed, 20, masked: true);
        var free = Train(c.Kind, c.N, c.Decay, c.Seed, 20, masked: false);
        Bits.Equal([.. free.Select((w, i) => mask[i] == 0 ? 0f : w)], masked);
    });

    [Fact]
    public void Step_WithoutGradients_LeavesNoSubnormalNumberBehind()
    {
        foreach (var kind in Enum.GetValues<PlainOptimizer.Kind>())
        {
            using var memory = new Memory(kind, false, Enumerable.Repeat(0.5f, 20).ToArray());
            var gradients = Enumerable.Repeat(1e-3f, 20).ToArray();
            for (var step = 0; step < 4000; step++)
            {
                memory.Step(step == 0 ? gradients : new float[20], null);
                Assert.DoesNotContain(memory.First.Values.Concat(memory.Second.Values), float.IsSubnormal);
            }

            Assert.All(memory.Weights.Values, w => Assert.True(float.IsFinite(w)));
        }
    }

    [Fact]
    public void FirstSteps_WorkedByHand_AreRight()
    {
        // SGD: b = g + λw = .5 + .1·2; w = 2 − .1·.7. Adam moves by lr, whatever the gradient. RMSprop by lr / √.01.
        // Adadelta by √ε / √(.1·g²).
        Assert.Equal(1.93, First(new SgdStep(0.1, 0.9, 0.1)), 1e-6);
        Assert.Equal(1.9, First(new AdamStep(0.1)), 1e-6);
        Assert.Equal(1.0, First(new RmsPropStep(0.1)), 1e-5);
        Assert.Equal(2 - (0.5 * Math.Sqrt(1e-6 / (0.025 + 1e-6))), First(new AdadeltaStep()), 1e-6);
    }

    [Fact]
    public void Adam_BeforeItsFirstStep_Refuses()
    {
        using var one = new Guarded([1]);
        Assert.Throws<InvalidOperationException>(() =>
            new AdamStep(0.1).Run(one.Data, one.Data, one.Data, one.Data, null, 1));
    }

    private static float First(OptimizerStep optimizer)
    {
        using var memory = new Memory(optimizer, [2]);
        memory.Step([0.5f], null);
        return memory.Weights.Span[0];
    }

    internal static float[] Train(PlainOptimizer.Kind kind, int n, bool decay, int seed, int steps, bool masked)
    {
        using var memory = new Memory(kind, decay, PlainOptimizer.Weights(n, seed));
        var mask = masked ? PlainOptimizer.Mask(n, seed) : null;
        for (var step = 0; step < steps; step++)
        {
            memory.Step(PlainOptimizer.Gradients(n, seed, step), mask);
        }

        return memory.Weights.Values;
    }

    /// <summary>A net's weights and memories between canaries.</summary>
    private sealed class Memory(OptimizerStep optimizer, float[] weights) : IDisposable
    {
        public Memory(PlainOptimizer.Kind kind, bool decay, float[] weights)
            : this(PlainOptimizer.Create(kind, decay), weights)
        {
        }

        public Guarded Weights { get; } = new(weights);

        public Guarded First { get; } = new(new float[weights.Length]);

        public Guarded Second { get; } = new(new float[weights.Length]);

        public void Step(float[] gradients, float[]? mask)
        {
            using var g = new Guarded(gradients);
            using var kept = new Guarded(mask);
            var m = mask is null ? null : kept.Data;
            float* w = Weights.Data, f = First.Data, s = Second.Data;
            switch (optimizer)
            {
                case SgdStep sgd:
                    sgd.Run(w, g.Data, f, m, gradients.Length);
                    break;
                case AdamStep adam:
                    adam.Next();
                    adam.Run(w, g.Data, f, s, m, gradients.Length);
                    break;
                case RmsPropStep rmsProp:
                    rmsProp.Run(w, g.Data, f, m, gradients.Length);
                    break;
                case AdadeltaStep adadelta:
                    adadelta.Run(w, g.Data, f, s, m, gradients.Length);
                    break;
            }

            Bits.Equal(gradients, g.Span);
        }

        public void Dispose()
        {
            Weights.Dispose();
            First.Dispose();
            Second.Dispose();
        }
    }
}
