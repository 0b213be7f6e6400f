using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.Sensitivity;

/// <summary>
/// The session's measurements and tables, on nets that were not trained at all: what is pruned and shown needs no
/// training.
/// </summary>
public sealed class SensitivitySessionTests(SensitivitySessionTests.Opened opened)
    : IClassFixture<SensitivitySessionTests.Opened>
{
    private readonly Replicate firstLayer = opened.FirstLayer;

    [Fact]
    public void TrainedNet_OfNoEpochs_IsTheShippedNetWithoutItsEnd()
    {
        // 32·9 + 32, 64·32·9 + 64, 64·64·9 + 64; 576·250 + 250, 250·125 + 125, 125·60 + 60, 60·10 + 10.
        var (net, values) = opened.Start;
        Assert.Equal(
            [("conv1", 288), ("conv2", 18_432), ("conv3", 36_864), ("fc1", 144_000), ("fc2", 31_250), ("fc3", 7_500),
                ("fc4", 600)],
            net.Parameters.Where(p => p.Name.EndsWith(".weight", StringComparison.Ordinal))
                .Select(p => (p.Layer, p.Count)));
        Assert.Equal((239_539, 239_539), (net.ParameterCount, values.Length));
    }

    [Fact]
    public void Run_FirstLayer_PrunesTwentyEightOfItsKernelWeights()
    {
        Assert.Equal(28, firstLayer.Values["after.removed"]);
        Assert.Equal(Nature.Count, opened.Study.NatureOf("after.removed"));
    }

    [Fact]
    public void Run_MostNegative_MarksTheLowestOfTheFirstKernels()
    {
        var kernels = firstLayer.Tables["after.kernels"];
        Assert.Equal((32, 3), (kernels.Rows.Count, kernels.PictureWidth));
        Assert.Equal("pruned", kernels.Marks!.Meaning);
        Assert.Equal(kernels.Values.Order().Take(28), kernels.Values.Where((_, i) => kernels.Marks.At[i]).Order());
        Assert.Equal(opened.Start.Values.Take(288).Select(w => (double)w), kernels.Values);
    }

    [Fact]
    public void Run_Confusion_HasEveryImageOnceAndTheRightOnesOnTheDiagonal() => Assert.All(["before", "after"], arm =>
    {
        var table = firstLayer.Tables[$"{arm}.confusion"];
        Assert.Equal(10, table.Rows.Count);
        Assert.Equal(table.Rows, table.Columns);

        // The test set has a thousand images of every class.
        Assert.All(table.Values.Chunk(10), row => Assert.Equal(1000, row.Sum()));
        Assert.Equal(firstLayer.Values[$"{arm}.testAccuracy"],
            Enumerable.Range(0, 10).Sum(c => table.Values[(c * 10) + c]) / 10_000, 1e-12);
    });

    [Fact]
    public void Run_EveryArm_IsMeasuredImageByImage() =>
        Assert.All(["before", "after", "smallest", "random", "largest"], arm =>
    {
        var images = firstLayer.Examples[$"{arm}.testAccuracy"];
        Assert.Equal(10_000, images.Count);
        Assert.Equal(images.Average(), firstLayer.Values[$"{arm}.testAccuracy"], 1e-12);
    });

    [Fact]
    public void Run_EveryOrder_TakesAsManyAndThoseOfItsMagnitudes()
    {
        double Magnitude(string arm) => firstLayer.Values[$"{arm}.removedMagnitude"];
        Assert.All(["after", "smallest", "random", "largest"],
            arm => Assert.Equal(28, firstLayer.Values[$"{arm}.removed"]));
        Assert.True(Magnitude("smallest") < Magnitude("random") && Magnitude("random") < Magnitude("largest"));
        double[] sizes = [.. opened.Start.Values.Take(288).Select(w => Math.Abs((double)w)).Order()];
        Assert.Equal(sizes.Take(28).Average(), Magnitude("smallest"), 1e-9);
        Assert.Equal(sizes.TakeLast(28).Average(), Magnitude("largest"), 1e-9);
    }

    [Fact]
    public void Run_ClassesNeverPredicted_AreTheEmptyColumnsOfTheConfusion()
    {
        var table = firstLayer.Tables["before.confusion"];
        Assert.Equal(Enumerable.Range(0, 10).Count(c => table.Values.Chunk(10).All(row => row[c] == 0)),
            firstLayer.Values["before.neverPredicted"]);
    }

    /// <summary>One seed whose first layer loses the most negative tenth of its kernels.</summary>
    public sealed class Opened
    {
        public Opened()
        {
            var choices = new Dictionary<string, string>(Study.Primary.Choices)
            {
                ["epochs"] = "0",
                ["which"] = "firstLayer",
                ["order"] = "mostNegative"
            };
            var reading = Study.Primary with
            {
                Id = Reading.IdOf(choices),
                Choices = choices,
                Protocol = Reading.Canonical(choices)
            };
            using var session = Study.Open(Device.Cpu);
            Start = session.TrainedNet(reading, 1)!.Value;
            FirstLayer = session.Run(reading, [1], _ => { }, CancellationToken.None).Single();
        }

        public Study Study { get; } = Catalogue.Claims.Single(c => c.Id == "sensitivity/smallest-tenth-harmless").Study;

        public (Architecture Net, float[] Values) Start { get; }

        public Replicate FirstLayer { get; }
    }
}
