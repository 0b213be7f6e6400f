using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Engine;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.Sensitivity;

/// <summary>The two claims of the document that need no training.</summary>
public sealed class SensitivityFactsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(99)]
    public void Convolution_EveryPairUpToTwelve_IsOfTheRightSizeAndSum(int seed)
    {
        // 1 + 2 + … + 12 pairs of d and k.
        var values = Run("convolution-shape", seed);
        Assert.Equal((78, 0, 0), (values["convolution.pairs"], values["convolution.wrongSizes"],
            values["convolution.wrongSums"]));
    }

    [Fact]
    public void DataSet_FashionMnist_IsAsPublished()
    {
        var values = Run("dataset", 1);
        Assert.Equal((70_000, 784, 10), (values["data.images"], values["data.pixels"], values["data.classes"]));
    }

    [Theory]
    [InlineData("dataset")]
    [InlineData("convolution-shape")]
    public void Facts_Metrics_AreCountsAndTakeNoSeed(string name)
    {
        var experiment = Experiment(name);
        Assert.False(experiment.Seeded);
        Assert.All(["data.images", "convolution.pairs"],
            metric => Assert.Equal(Nature.Count, experiment.NatureOf(metric)));
    }

    private static Study Experiment(string name) => Catalogue.Claims.Single(c => c.Id == $"sensitivity/{name}").Study;

    private static IReadOnlyDictionary<string, double> Run(string name, int seed)
    {
        var experiment = Experiment(name);
        var told = 0.0;
        using var session = experiment.Open(Device.Cpu);
        var replicate = session.Run(experiment.Primary, [seed], part => told += part,
            TestContext.Current.CancellationToken).Single();
        Assert.Equal(1, told, 1e-9);
        return replicate.Values;
    }
}
