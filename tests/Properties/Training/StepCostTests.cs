using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Kernels;
using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Populations;
using Xunit;

namespace Pruning.Tests.Properties.Training;

/// <summary>
/// What a training step on the processor takes from the managed heap. No clock is read, so that the limits hold on any
/// machine. Whoever makes one do with less lowers the limit.
/// </summary>
public sealed class StepCostTests
{
    /// <summary>784 → 1000 → 500 → 10.</summary>
    private static readonly Architecture Digits = new(
        new Linear("fc1", 784, 1000), new Relu(), new Linear("fc2", 1000, 500), new Relu(), new Linear("fc3", 500, 10));

    /// <param name="bytes">Most bytes a step.</param>
    [Theory]
    [InlineData("penguins", 50, 0)]
    [InlineData("digits", 32, 100)]
    [InlineData("filters", 64, 0)]
    public void Step_OnACoreOfItsOwn_AllocatesNextToNothing(string net, int batch, long bytes)
    {
        // What is allowed to the large net is one object that describes the blocks of its optimizer's step.
        // As in an audit where every core has a replicate of its own, so that nobody helps.
        var cores = Environment.ProcessorCount;
        for (var i = 0; i < cores; i++)
        {
            IdleCores.Enter();
        }

        try
        {
            Assert.True(PerStep(Net(net), batch) is var taken && taken <= bytes, $"A step takes {taken} bytes.");
        }
        finally
        {
            for (var i = 0; i < cores; i++)
            {
                IdleCores.Leave();
            }
        }
    }

    /// <summary>Where idle cores help, each product's or convolution's crew is a few small objects.</summary>
    [Theory]
    [InlineData("digits", 32, 9)]
    [InlineData("filters", 64, 9)]
    public void Step_WithIdleCores_AllocatesACrewForEachLargePass(string net, int batch, int passes)
    {
        var crew = 200 + (100 * Environment.ProcessorCount);
        Assert.True(PerStep(Net(net), batch) is var taken && taken <= passes * crew, $"A step takes {taken} bytes.");
    }

    private static Architecture Net(string name) =>
        name switch { "penguins" => Nets.Penguins, "digits" => Digits, _ => Nets.Filters };

    /// <summary>
    /// Bytes that the calling thread allocates for a step: what an epoch takes for twice as many steps more, so that
    /// all that is done once cancels out.
    /// </summary>
    private static long PerStep(Architecture net, int batch)
    {
        const int Steps = 4;
        var features = Nets.Inputs(net);
        var count = 2 * Steps * batch;
        var inputs = new float[count * features];
        new RandomStream(1, "cost").Uniform(inputs, 1);
        using var examples = new Examples(
            new DataSet("cost", features, 3, inputs, [.. Enumerable.Range(0, count).Select(i => i % 3)]), Device.Cpu);
        var start = Initialization.FanIn(net, new RandomStream(1, "init"));
        var trainingStart = TrainingStart.Dense([1], [start],
            [Split.Cut(Enumerable.Range(0, count).ToArray(), count, 0, 0)]);

        // The least of some tries: in the first ones things are made that stay.
        return Enumerable.Range(0, 5).Min(_ => (Train(2 * Steps) - Train(Steps)) / Steps);

        long Train(int steps)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Trainer.Train(
                net, trainingStart, new(new Adam(1e-4), 1, batch) { Curves = false, StopAfterSteps = steps }, examples);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
