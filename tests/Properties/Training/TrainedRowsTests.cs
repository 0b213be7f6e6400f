using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Training;

public sealed class TrainedRowsTests
{
    [Fact]
    public void Get_AnyOrderOfRequests_TrainsEverySeedOfAStageOnce() => Cases.Check(
        (from stage in Gen.Elements("unpruned", "lottery")
         from seeds in Tiny.Seeds(1, 8)
         select (stage, seeds)).ArrayOf(4),
        requests =>
        {
            var rows = new TrainedRows();
            var trained = new List<(string, int)>();
            foreach (var (stage, seeds) in requests)
            {
                var got = rows.Get(stage, seeds, missing =>
                {
                    trained.AddRange(missing.Select(seed => (stage, seed)));
                    return [.. missing.Select(seed => new TrainedRow([seed], [1], [], []))];
                });
                Assert.Equal(seeds.Select(seed => (float)seed), got.Select(row => row.Values[0]));
            }

            Assert.Equal(trained.Distinct(), trained);
            Assert.Equal(
                requests.SelectMany(r => r.seeds.Select(seed => (r.stage, seed))).Distinct().Order(), trained.Order());
        });

    [Fact]
    public void Only_AnyOfTheSeeds_TakesTheirRowsInTheOrderAsked() => Cases.Check(
        from seeds in Tiny.Seeds(3, 10)
        from some in Gen.Elements(seeds).ArrayOf(4).Select(s => s.Distinct().ToArray())
        select (seeds, some),
        c =>
        {
            var cohort = Tiny.Cohort(c.seeds).Only(c.some);
            Assert.Equal(c.some, cohort.Seeds);
            Assert.Equal(c.some.Select(Tiny.Initial), cohort.Values);
            Assert.Equal(c.some.Length, cohort.Splits.Count);
        });

    [Fact]
    public void Train_Cancelled_StopsBeforeTheNextEpoch()
    {
        using var cancel = new CancellationTokenSource();
        var epochs = 0.0;
        Assert.Throws<OperationCanceledException>(() => Train(
            10,
            part =>
            {
                epochs += part;
                if (epochs > 1 - 1e-9)
                {
                    cancel.Cancel();
                }
            },
            cancel.Token));
        Assert.Equal(1, epochs, 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Train_ToTheEnd_TellsPartsThatAddUpToTheEpochs(int epochs)
    {
        var parts = new List<double>();
        Train(epochs, parts.Add, TestContext.Current.CancellationToken);
        Assert.All(parts, part => Assert.InRange(part, 0, 1));
        Assert.Equal(epochs, parts.Sum(), 1e-9);
    }

    private static void Train(int epochs, Action<double> advanced, CancellationToken cancel) =>
        Trainer.Train(
            Tiny.Net, Tiny.Cohort(1), new(new Adam(0.01), epochs, Tiny.BatchSize), Tiny.Examples, advanced, cancel);
}
