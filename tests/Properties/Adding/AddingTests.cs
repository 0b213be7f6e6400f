using Pruning.Shared.Data;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Randomness;
using Pruning.Shared.Tensors;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Populations;
using Xunit;
using Device = Pruning.Shared.Engine.Device;

namespace Pruning.Tests.Properties.Adding;

/// <summary>
/// The examples of docs/adding.md that belong to the science: they train, and do on a CPU what they do on tensors.
/// </summary>
public sealed class AddingTests
{
    private static readonly Architecture Net = new(new Linear("first", 5, 7), new LeakyRelu(),
        new Linear("last", 7, 3));

    [Fact]
    public void Criterion_Example_PrunesTheSmallestGradients()
    {
        using var examples = new Examples(Data(), Device.Cpu);
        int[] all = [.. Enumerable.Range(0, examples.Count)];
        var values = Initialization.FanIn(Net, new RandomStream(1, "init"));
        var method = new PruningMethod(new LargestGradientCriterion());
        var mask = method.Prune(Net, [values], [Ones()], [1], Amount.OfTotal(0.5), examples, [all]).Single();
        float[] scores = new LargestGradientCriterion()
            .Score(new(method.Criterion, Net, new(values, 0, 1) { Examples = () => examples, Training = all }, Ones()));
        int[] weights = [.. Net.Of(ParameterRole.Weight).SelectMany(r => Enumerable.Range(r.Offset, r.Count))];
        Assert.Equal(28, weights.Count(i => mask[i] == 0)); // half of 5·7 + 7·3
        Assert.True(weights.Where(i => mask[i] == 0).Max(i => scores[i]) <= weights.Where(i => mask[i] == 1)
            .Min(i => scores[i]));
    }

    [Fact]
    public void Layer_Example_DoesOnACpuWhatItsOperatorsDo()
    {
        var values = Initialization.FanIn(Net, new RandomStream(2, "init"));
        float[][] inputs = [.. Data().Inputs.Chunk(5)];
        float[][] slopes = [.. inputs.Select((_, i) => new float[] { 1, -0.5f, i % 3 })];
        var (outputs, gradient, _) = OperatorNet.Run(Net, values, inputs, slopes);
        Assert.All(outputs.SelectMany(o => o).Zip(CpuRun.Outputs(Net, values, inputs).SelectMany(o => o)), AssertClose);
        Assert.All(gradient.Zip(CpuRun.Gradient(Net, values, inputs, slopes)), AssertClose);
    }

    [Fact]
    public void Optimizer_Example_DoesOnACpuWhatItDoesOnTensorsAndKeepsItsMask()
    {
        _ = OperatorNet.Device;
        using var examples = new Examples(Data(), Device.Cpu);
        var mask = Ones();
        mask[3] = 0;
        var values = Initialization.FanIn(Net, new RandomStream(3, "init"));
        var split = new Split([.. Enumerable.Range(0, examples.Count)], [], []);
        var start = new TrainingStart([1], [values], [mask], [split]);
        var plan = new TrainingPlan(new SignDescent(0.01), Epochs: 3, BatchSize: 8) { Curves = false };
        using var tensors = new TensorTraining(Net, start, plan, examples);
        var cancel = TestContext.Current.CancellationToken;
        var cpu = Trainer.Train(Net, start, plan, examples, cancel: cancel)[0];
        var definition = tensors.Run(null, cancel)[0];
        Assert.All(definition.Values.Zip(cpu.Values), v => Assert.Equal(v.First, v.Second, 1e-6f));
        Assert.Equal(0, cpu.Values[3]);
        Assert.NotEqual(values[4], cpu.Values[4]);
    }

    private static void AssertClose((double Expected, float Found) value) =>
        Assert.Equal(value.Expected, value.Found, 1e-5);

    private static float[] Ones() => [.. Enumerable.Repeat(1f, Net.ParameterCount)];

    private static DataSet Data()
    {
        var inputs = new float[24 * 5];
        new RandomStream(4, "examples").Uniform(inputs, 1);
        return new("adding", 5, 3, inputs, [.. Enumerable.Range(0, 24).Select(i => i % 3)]);
    }
}
