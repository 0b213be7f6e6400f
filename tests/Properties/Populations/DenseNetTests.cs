using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Engine;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using ExternalException = System.Runtime.InteropServices.ExternalException;

namespace Pruning.Tests.Properties.Populations;

/// <summary>Dense nets in one call against the layers' operators and autograd, which they stand for.</summary>
public sealed class DenseNetTests
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(200).WithQuietOnSuccess(true);

    /// <param name="Shift">How far into a longer stretch the batch begins: its seed's rows then do not touch.</param>
    private sealed record Case(Architecture Net, int Rows, int Batch, bool Transposed, int Shift, bool Add, int Seed)
    {
        public override string ToString() => $"{Nets.Describe(Net)}; {Rows} rows, batch {Batch}, transposed {Transposed}, shift {Shift}, add {Add}, seed {Seed}";
    }

    // Widths beyond sixteen and beyond a thousand weights, so that small and large layers, whole and broken lines occur; rows and outputs
    // beyond those that are shared out to other cores together.
    private static readonly Arbitrary<Case> Cases = (
        from widths in Gen.Frequency((6, Gen.Choose(1, 20)), (2, Gen.Choose(21, 60)), (1, Gen.Choose(250, 600))).ListOf().Where(w => w.Count is >= 2 and <= 5)
        from biases in Gen.Elements(true, false).ArrayOf(5)
        from activations in Gen.Choose(0, 2).ArrayOf(5)
        from rows in Gen.Choose(1, 20)
        from batch in Gen.Choose(1, 70)
        from transposed in Gen.Elements(true, false)
        from shift in Gen.Choose(0, 3)
        from add in Gen.Elements(true, false)
        from seed in Gen.Choose(0, int.MaxValue)
        let large = widths.Any(w => w >= 250)
        select new Case(Build([.. widths], biases, activations), large ? Math.Min(rows, 3) : rows, large ? Math.Min(batch, 20) : batch, transposed, shift, add, seed)).ToArbitrary();

    [Fact]
    public void Backward_DenseNet_IsAutogradsGradientByOperators()
    {
        var compared = 0;
        Prop.ForAll(Cases, c => compared += Compared(c) ? 1 : 0).Check(Quick);
        Assert.True(compared > 100, $"Only {compared} cases of 200 could be compared.");
    }

    /// <summary>Compares both gradients of a case, unless rounding decides them.</summary>
    private static bool Compared(Case c)
    {
        using var scope = NewDisposeScope();
        using var population = Population(c);
        var (input, seed) = Batch(c);
        if (OnTheEdge(population, input))
        {
            return false;
        }

        var before = randn(population.Values.shape);

        population.Gradients.copy_(before);
        Assert.True(population.TryBackward(input, seed, c.Add));
        var actual = population.Gradients.clone();

        population.Gradients.copy_(before);
        CrossEntropy.ByOperators(population, input, seed, c.Add);
        AssertNear(population.Gradients, actual);
        return true;
    }

    [Fact]
    public void Forward_DenseNet_IsThatOfTheOperators() => Prop.ForAll(Cases, c =>
    {
        using var scope = NewDisposeScope();
        using var population = Population(c);
        var (input, _) = Batch(c);
        var expected = population.Forward(input).detach();
        using var noGrad = no_grad();
        Assert.NotNull(TorchSharp.Engine.TryDenseForward(population.Values, input, c.Net.Dense.AsSpan(), ..));
        AssertNear(expected, population.Forward(input));
    }).Check(Quick);

    [Fact]
    public void ForwardAndBackward_RowAlone_IsTheRowInCompanyToTheBit() => Prop.ForAll(Cases, c =>
    {
        using var scope = NewDisposeScope();
        using var population = Population(c);
        var (input, seed) = Batch(c);
        var (outputs, gradients) = Run(population, input, seed);
        for (var r = 0; r < c.Rows; r++)
        {
            using var alone = new Population(c.Net, population.Values.narrow(0, r, 1).clone());
            var (output, gradient) = Run(alone, input.narrow(0, r, 1), seed.narrow(0, r, 1));
            Assert.Equal(Bits(outputs.narrow(0, r, 1)), Bits(output));
            Assert.Equal(Bits(gradients.narrow(0, r, 1)), Bits(gradient));
        }
    }).Check(Quick);

    [Fact]
    public void ForwardAndBackward_WithAndWithoutIdleCores_AreTheSameToTheBit() => Prop.ForAll(Cases, c =>
    {
        using var scope = NewDisposeScope();
        using var population = Population(c);
        var (input, seed) = Batch(c);
        TorchSharp.Engine.SetThreads(1);
        var shared = Run(population, input, seed);
        TorchSharp.Engine.CountWorkers(Environment.ProcessorCount);
        try
        {
            var alone = Run(population, input, seed);
            Assert.Equal(Bits(alone.Outputs), Bits(shared.Outputs));
            Assert.Equal(Bits(alone.Gradients), Bits(shared.Gradients));
        }
        finally
        {
            TorchSharp.Engine.CountWorkers(-Environment.ProcessorCount);
        }
    }).Check(Quick);

    [Fact]
    public void Forward_LargeNet_IsSharedWithIdleCores()
    {
        Assert.SkipWhen(Environment.ProcessorCount == 1, "There is no other core.");
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        TorchSharp.Engine.SetThreads(1);
        var net = Build([100, 3000], [true], [0]);
        using var population = new Population(net, randn([1, net.ParameterCount]));
        var input = randn(1, 100, 50);
        var before = TorchSharp.Native.Slim.Helped();

        // Other tests may keep the cores busy for a while.
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                population.Forward(input).Dispose();
                return TorchSharp.Native.Slim.Helped() > before;
            },
            TimeSpan.FromMinutes(1)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Forward_SubnormalNumbers_AreZeroOnEveryCoreOrOnNone(bool flushed)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var net = Build([1, 3000], [false], [0]);
        using var population = new Population(net, full([1, 3000], 1e-20, dtype: float32));
        var input = full([1, 1, 50], 1e-20, dtype: float32);

        // 1e-40 is 71,362 times the smallest number above 0. As bits: a thread that flushes takes subnormal numbers for equal to 0.
        var (least, most) = flushed ? (0, 0) : (71_000, 72_000);
        TorchSharp.Engine.SetThreads(1);
        TorchSharp.Engine.SetFlushDenormals(flushed);
        try
        {
            // Often enough that idle cores have taken some of the blocks.
            for (var i = 0; i < 50; i++)
            {
                Assert.All(OperatorTests.Values<float>(population.Forward(input)), y => Assert.InRange(BitConverter.SingleToInt32Bits(y), least, most));
            }
        }
        finally
        {
            TorchSharp.Engine.SetFlushDenormals(false);
        }
    }

    [Fact]
    public void Forward_FromAHiddenLayerOn_IsTheWholeToTheBit()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var net = Build([20, 300, 40, 3], [true, false, true], [1, 2, 0]);
        using var population = new Population(net, randn([2, net.ParameterCount]));
        var input = randn(2, 20, 33);
        Assert.Equal(Bits(population.Forward(input)), Bits(population.Forward(population.Forward(input, ..4), 4..)));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(300)]
    public void Forward_NotANumber_StaysOneThroughReluAsInTheOperators(int width)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var net = Build([3, width, 2], [true, true], [1, 0]);
        using var population = new Population(net, ones(1, net.ParameterCount));
        Assert.All(OperatorTests.Values<float>(population.Forward(full([1, 3, 4], float.NaN))), y => Assert.True(float.IsNaN(y)));
    }

    [Fact]
    public void Dense_ActivationsInARowOrFirst_AreNone()
    {
        Assert.Equal(3, new Architecture(new Linear("a", 2, 2), new Relu(), new Linear("b", 2, 2)).Dense.Length);
        Assert.Empty(new Architecture(new Linear("a", 2, 2), new Tanh(), new Tanh()).Dense);
        Assert.Empty(new Architecture(new Relu(), new Linear("a", 2, 2)).Dense);
        Assert.Empty(new Architecture(new Linear("a", 2, 2), new Softmax()).Dense);
    }

    [Fact]
    public void Dense_InputOfOtherWidthOrParametersBeyondTheRow_AreRefused()
    {
        using var scope = NewDisposeScope();
        DenseStep[] steps = [new(DenseStepKind.Linear, 2, 3, 0, 6)];
        Assert.Contains("layer 1 takes 2 features, but was given 4", Assert.Throws<ExternalException>(() => TorchSharp.Engine.TryDenseForward(zeros(1, 9), zeros(1, 4, 5), steps, ..)).Message);
        Assert.Contains("a size below 1", Assert.Throws<ExternalException>(() => TorchSharp.Engine.TryDenseForward(zeros(1, 9), zeros(1, 2, 5), [steps[0] with { Outputs = 0 }], ..)).Message);
        Assert.Contains("a place below 0", Assert.Throws<ExternalException>(() => TorchSharp.Engine.TryDenseForward(zeros(1, 9), zeros(1, 2, 5), [steps[0] with { Weight = -1 }], ..)).Message);
        Assert.Contains("beyond a replicate's 8", Assert.Throws<ExternalException>(() => TorchSharp.Engine.TryDenseForward(zeros(1, 8), zeros(1, 2, 5), steps, ..)).Message);
        Assert.Null(TorchSharp.Engine.TryDenseForward(zeros(1, 9, dtype: float64), zeros(1, 2, 5), steps, ..));
        Assert.False(TorchSharp.Engine.TryDenseBackward(zeros(1, 9), zeros(9, 2).t().narrow(0, 0, 1), zeros(1, 2, 5), zeros(1, 3, 5), steps, add: false));
    }

    private static Architecture Build(int[] widths, bool[] biases, int[] activations)
    {
        var layers = new List<Layer>();
        for (var i = 0; i + 1 < widths.Length; i++)
        {
            layers.Add(new Linear($"layer{i + 1}", widths[i], widths[i + 1], biases[i]));
            layers.AddRange(activations[i] switch { 0 => (Layer[])[], 1 => [new Relu()], _ => [new Tanh()] });
        }

        return new([.. layers]);
    }

    /// <summary>Weights small enough that sums of hundreds of products stay about one.</summary>
    private static Population Population(Case c)
    {
        manual_seed(c.Seed);
        var values = randn([c.Rows, c.Net.ParameterCount]);
        foreach (var weight in c.Net.Of(ParameterRole.Weight))
        {
            values.narrow(1, weight.Offset, weight.Count).div_(Math.Sqrt(weight.FanIn));
        }

        return new(c.Net, values);
    }

    private static (Tensor Input, Tensor Seed) Batch(Case c)
    {
        var (inputs, outputs) = (Nets.Inputs(c.Net), Nets.Outputs(c.Net));
        var input = c.Transposed ? randn([c.Rows, c.Batch + c.Shift, inputs]).transpose(1, 2) : randn([c.Rows, inputs, c.Batch + c.Shift]);
        return (input.narrow(2, c.Shift, c.Batch), randn([c.Rows, outputs, c.Batch + c.Shift]).narrow(2, c.Shift, c.Batch));
    }

    private static (Tensor Outputs, Tensor Gradients) Run(Population population, Tensor input, Tensor seed)
    {
        using var noGrad = no_grad();
        Assert.True(population.TryBackward(input, seed, add: false));
        return (population.Forward(input), population.Gradients.clone());
    }

    /// <summary>Whether a hidden unit's input is so close to 0 that rounding decides whether ReLU lets its gradient through.</summary>
    private static bool OnTheEdge(Population population, Tensor input)
    {
        using var noGrad = no_grad();
        return Enumerable.Range(1, population.Architecture.Steps.Length - 1)
            .Any(layer => OperatorTests.Values<float>(population.Forward(input, ..layer)).Any(x => x != 0 && Math.Abs(x) < 3e-6f));
    }

    private static int[] Bits(Tensor tensor) => Array.ConvertAll(OperatorTests.Values<float>(tensor), BitConverter.SingleToInt32Bits);

    private static void AssertNear(Tensor expected, Tensor actual)
    {
        var (a, b) = (OperatorTests.Values<float>(expected), OperatorTests.Values<float>(actual));
        Assert.Equal(a.Length, b.Length);

        // Single precision, summed in another order: what is small beside the rest may lose more of its digits.
        var scale = a.Max(Math.Abs);
        Assert.All(a.Zip(b), p => Assert.Equal(p.First, p.Second, 2e-5f * (scale + 1)));
    }
}
