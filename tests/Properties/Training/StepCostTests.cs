using System.Runtime.ExceptionServices;
using Pruning.Shared.Data;
using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Populations;
using TorchSharp;
using TorchSharp.Native;
using Xunit;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Training;

/// <summary>
/// What a training step and an evaluation's block ask for: calls of operators and kernels, and memory. No clock is read, so that the limits
/// hold on any machine. Whoever makes one do with less lowers the limit.
/// </summary>
public sealed class StepCostTests
{
    /// <summary>
    /// Gathering, once for as many steps as it takes: the batches' weights come from the host (empty, copy_); inputs and targets are picked
    /// (2 each of slim::rows, its empty, view, transpose), the targets laid out (contiguous) and weighted (mul_).
    /// </summary>
    private const int Gathering = 12;

    /// <summary>The batch's inputs and seed (2 narrow), then the kernels slim::dense_backward and slim::adam.</summary>
    private const int DenseStep = 4;

    /// <summary>In slim::dense_backward: the outputs and their gradient (2 empty, all the memory of a step), and the softmax's exponential (exp).</summary>
    private const int DenseKernel = 3;

    /// <summary>
    /// What a net with two convolutions and pooling makes of its input. Each convolution: from features to maps and back (2 permute, 2 reshape),
    /// the kernels' shape (reshape), slim::convolution with empty, relu. Pooling: 2 permute, 2 reshape, slim::pool_pairs with 2 empty. The linear
    /// layer: unsqueeze, baddbmm.
    /// </summary>
    private const int FiltersForward = (2 * 8) + 7 + 2;

    /// <summary>
    /// Of a block's evaluation, all but the net: the targets (slim::rows, its empty, view, transpose, contiguous), the losses (log_softmax,
    /// mul, sum, neg), the classes (argmax), and the way of both to the host (2 copy_).
    /// </summary>
    private const int Judging = 5 + 7;

    /// <summary>A block's inputs by a list: slim::rows, its empty, view, transpose.</summary>
    private const int Picking = 4;

    /// <summary>A block's inputs where they lie in a row: narrow, view, transpose.</summary>
    private const int InARow = 3;

    /// <summary>784 → 1000 → 1000 → 500 → 200 → 10.</summary>
    private static readonly Architecture Digits = new(
        new Linear("fc1", 784, 1000), new Relu(), new Linear("fc2", 1000, 1000), new Relu(), new Linear("fc3", 1000, 500), new Relu(),
        new Linear("fc4", 500, 200), new Relu(), new Linear("fc5", 200, 10));

    [Fact]
    public void Step_SmallDenseNets_IsTwoKernels()
    {
        // In the kernel the last layer's tanh besides.
        const int Rows = 64, Examples = 200, Batch = 50, Steps = Examples / Batch;
        var cost = Epoch(Nets.Penguins, Rows, Examples, new(new Adam(1e-4), 0, Batch));
        AssertOperators(Gathering + (Steps * (DenseStep + DenseKernel + 1)), cost);
        AssertMemory(4 + (Steps * 2), 4 * (Gathered(Nets.Penguins, Rows, Examples) + (Steps * 2 * Rows * 3 * Batch)), cost);
        AssertManaged(Rows, Examples, Steps, cost);
    }

    [Fact]
    public void Step_LargeDenseNet_IsTwoKernelsAndTheProducts()
    {
        // Products are cut into blocks of at most 512 rows. Forward and for the weights' gradients their rows are a layer's outputs, 2 + 2 + 1 + 1 + 1
        // blocks; for the hidden layers' gradients they are the inputs of layers 2 to 5, 2 + 2 + 1 + 1 blocks.
        const int Examples = 320, Batch = 32, Steps = Examples / Batch;
        const int Outputs = 7, Inputs = 6, Products = (2 * Outputs) + Inputs;

        // Views: the batch that the first layer's products read (2 select, twice); transposed, what gradients are products with (t); a block of
        // the transposed weights (narrow).
        const int Views = (2 * 2) + (Outputs + Inputs) + Inputs;
        var cost = Epoch(Digits, 1, Examples, new(new Adam(1e-3), 0, Batch));
        AssertOperators(Gathering + (Steps * (DenseStep + DenseKernel + Products + Views)), cost);
        AssertMemory(4 + (Steps * 2), 4 * (Gathered(Digits, 1, Examples) + (Steps * 2 * 10 * Batch)), cost);
        AssertManaged(1, Examples, Steps, cost);
    }

    [Fact]
    public void Step_ConvolutionNet_IsTheLayersAndTheirGradients()
    {
        const int Examples = 320, Batch = 64, Steps = Examples / Batch;

        // The batch (2 narrow), zero_ of the gradients, log_softmax; RMSprop: mul_, addcmul_, sqrt, add_, addcdiv_.
        const int Around = 2 + 1 + 1 + 5;

        // log_softmax's gradient; the linear layer's: 2 bmm, what they read transposed (2 transpose), the bias's (sum, squeeze); pooling's:
        // contiguous, zeros; each ReLU's threshold_backward; the convolutions' gradients, those of two kernels and one input (3 empty); permute and
        // reshape once more but where the inputs come in, 5 and 7; and add_ into the gradients of four parameters.
        const int Backward = 1 + 6 + 2 + 2 + 3 + 12 + 4;
        var cost = Epoch(Nets.Filters, 1, Examples, new(new RmsProp(1e-3), 0, Batch));
        AssertOperators(Gathering + (Steps * (Around + FiltersForward + Backward)), cost);

        // An example's floats: first and second convolution, pooled, outputs.
        const int First = 8 * 26 * 26, Second = 4 * 24 * 24, Pooled = 4 * 12 * 12, Classes = 10;

        // Per example: both convolutions and their ReLUs, with the gradients of what comes out of each;
        // the pooled and their gradient, which also is laid out, and a byte for where each comes from; outputs, log_softmax and its gradient, for
        // which the seed is laid out.
        const int Activations = (4 * First) + (4 * Second) + (3 * Pooled) + (Pooled / 4) + (4 * Classes);

        // Gradients of the kernels, of the linear layer's weight and bias, RMSprop's root; and two numbers, each as 8 and then as 4 bytes.
        const int Parameters = 72 + 288 + (Pooled * Classes) + Classes + 6130 + (2 * 3);
        AssertMemory(4 + (Steps * (16 + 5 + 4)), 4 * (Gathered(Nets.Filters, 1, Examples) + (Steps * ((Activations * Batch) + Parameters))), cost);
        AssertManaged(1, Examples, Steps, cost);
    }

    [Fact]
    public void Evaluation_OfDenseNets_IsOneKernelABlock()
    {
        // The kernel takes its outputs by empty and applies the last layer's tanh.
        AssertOperators(Picking + Judging + 1 + 2, Block(Nets.Penguins, 64));

        // The outputs' empty, 2 + 2 + 1 + 1 + 1 products, the first two of inputs to be selected.
        AssertOperators(InARow + Judging + 1 + 1 + 7 + 2, Block(Digits, 1));
    }

    [Fact]
    public void Evaluation_OfConvolutionNet_IsItsLayers() => AssertOperators(InARow + Judging + FiltersForward, Block(Nets.Filters, 1));

    /// <summary>Floats that gathering takes for an epoch of one stretch: inputs, targets twice, the weights.</summary>
    private static long Gathered(Architecture net, int rows, int examples) =>
        examples * (1 + (rows * (long)(Nets.Inputs(net) + (2 * Nets.Outputs(net)))));

    private static void AssertOperators(long limit, CallCounts cost) => AssertAtMost(limit, cost.Operators, "calls of operators and kernels", cost);

    private static void AssertMemory(long allocations, long bytes, CallCounts cost)
    {
        AssertAtMost(allocations, cost.Allocations, "allocations", cost);
        AssertAtMost(bytes, cost.Bytes, "bytes of tensors", cost);
    }

    /// <summary>An epoch's orders, every example's batch weight, a step's small objects; collections move the figure by some kilobytes.</summary>
    private static void AssertManaged(int rows, int examples, int steps, CallCounts cost) =>
        AssertAtMost((examples * (4 + (rows * 4L))) + (8192 * steps) + 32768, cost.ManagedBytes, "bytes of objects", cost);

    /// <summary>The limits are those of libtorch 1.13; another may do something in more operators than that, a tenth at most.</summary>
    private static void AssertAtMost(long limit, long found, string what, CallCounts cost)
    {
        var allowed = TorchSharp.Engine.Describe().Version.StartsWith("1.13.") ? limit : limit * 11 / 10;
        Assert.True(found <= allowed, $"{found} {what}, {allowed} are allowed:\n{cost}");
    }

    /// <summary>A second epoch's cost; its examples are gathered in one go.</summary>
    private static CallCounts Epoch(Architecture net, int rows, int examples, TrainingPlan plan) =>
        Train(net, rows, examples, plan with { Epochs = 2 }) - Train(net, rows, examples, plan with { Epochs = 1 });

    /// <summary>A second block's cost.</summary>
    private static CallCounts Block(Architecture net, int rows)
    {
        var block = Evaluation.Blocks(net, int.MaxValue).First().Length;
        return Evaluate(net, rows, 2 * block) - Evaluate(net, rows, block);
    }

    private static CallCounts Evaluate(Architecture net, int rows, int count) => OnOneThread(() =>
    {
        using var examples = Examples(net, count);
        using var population = new Population(net, Start(net, rows), CPU);
        using var counter = new CallCounter();
        _ = Evaluation.Of(population, [.. Enumerable.Repeat(Enumerable.Range(0, count).ToArray(), rows)], examples);
        return counter.Counts();
    });

    private static CallCounts Train(Architecture net, int rows, int count, TrainingPlan plan) => OnOneThread(() =>
    {
        using var examples = Examples(net, count);
        var split = new Split([.. Enumerable.Range(0, count)], [], []);
        var cohort = Cohort.Dense([.. Enumerable.Range(1, rows)], Start(net, rows), [.. Enumerable.Repeat(split, rows)]);
        using var counter = new CallCounter();
        _ = Trainer.Train(net, cohort, plan with { Curves = false }, examples);
        return counter.Counts();
    });

    private static ExampleTensors Examples(Architecture net, int count)
    {
        var inputs = new float[count * Nets.Inputs(net)];
        new RandomStream(1, "examples").Uniform(inputs, 1);
        return new(new("any", Nets.Inputs(net), Nets.Outputs(net), inputs, [.. Enumerable.Range(0, count).Select(i => i % Nets.Outputs(net))]), CPU);
    }

    private static float[][] Start(Architecture net, int rows) =>
        [.. Enumerable.Range(1, rows).Select(seed => Initialization.FanIn(net, new RandomStream(seed, "init")))];

    /// <summary>Runs something on a thread of its own that nobody helps, or some of its calls would be made, uncounted, on other threads.</summary>
    private static T OnOneThread<T>(Func<T> body)
    {
        var result = default(T);
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                TorchSharp.Engine.SetThreads(1);
                result = body();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        TorchSharp.Engine.CountWorkers(Environment.ProcessorCount);
        try
        {
            thread.Start();
            thread.Join();
        }
        finally
        {
            TorchSharp.Engine.CountWorkers(-Environment.ProcessorCount);
        }

        failure?.Throw();
        return result!;
    }
}
