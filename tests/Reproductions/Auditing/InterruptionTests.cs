using Pruning.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing;

/// <summary>
/// Audits that are broken off, here by a session that fails; a process that is really killed is tested with the program
/// itself.
/// </summary>
public sealed class InterruptionTests
{
    private const int Total = FakeStudy.RegisteredPrimary + (5 * FakeStudy.RegisteredOthers);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(100, 1)]
    public void Run_BrokenOffAfterAnyReplicate_EndsWithTheSameFigures(int chunk, int threads)
    {
        using var undisturbed = new Workplace();
        var reference = Workplace.Figures(undisturbed.Audit(Options(new FakeStudy(), 100, 1)));
        for (var after = 0; after < Total; after++)
        {
            using var place = new Workplace();
            var broken = new FakeStudy { FailAfter = after };
            Assert.Equal("killed", Assert.Throws<InvalidOperationException>(() =>
                place.Audit(Options(broken, chunk, threads))).Message);
            var resumed = new FakeStudy();
            Assert.Equal(reference, Workplace.Figures(place.Audit(Options(resumed, chunk, threads))));

            // Whole chunks are kept: at most one a thread is lost.
            var twice = broken.Finished.Keys.Intersect(resumed.Finished.Keys).Count();
            Assert.InRange(twice, 0, Math.Min(chunk - 1, FakeStudy.RegisteredPrimary) * threads);
            Assert.Empty(place.Warnings);
        }
    }

    [Fact]
    public void Run_BrokenOffOverAndOver_EndsWithTheSameFigures()
    {
        using var undisturbed = new Workplace();
        var reference = Workplace.Figures(undisturbed.Audit(Options(new FakeStudy(), 100, 1)));
        using var place = new Workplace();
        var trained = new List<(string, int)>();
        var more = true;
        for (var start = 0; more; start++)
        {
            Assert.True(start <= Total, "The audit does not come forward.");
            var broken = new FakeStudy { FailAfter = 1 };
            try
            {
                Assert.Equal(reference, Workplace.Figures(place.Audit(Options(broken, 1, 1))));
                more = false;
            }
            catch (InvalidOperationException)
            {
                // Broken off again.
            }

            trained.AddRange(broken.Finished.Keys);
        }

        Assert.Equal(Total, trained.Count);
        Assert.Equal(Total, trained.Distinct().Count());
    }

    [Fact]
    public void Run_LedgerTornOnTheWay_EndsWithTheSameFigures()
    {
        using var undisturbed = new Workplace();
        var reference = Workplace.Figures(undisturbed.Audit(Options(new FakeStudy(), 2, 1)));
        using (var file = new FileStream(undisturbed.LedgerFile, FileMode.Open))
        {
            file.SetLength(file.Length / 2);
        }

        Assert.Equal(reference, Workplace.Figures(undisturbed.Audit(Options(new FakeStudy(), 2, 1))));
        Assert.Contains("the last line is incomplete", Assert.Single(undisturbed.Warnings));
    }

    private static AuditOptions Options(FakeStudy experiment, int chunk, int threads) =>
        new()
        {
            Claims = [experiment.Claim(), experiment.ClaimOnA()],
            Readings = ReadingSet.All,
            ChunkSize = chunk,
            Threads = threads
        };
}
