using Pruning.Reproductions.Papers.Common;
using Xunit;

namespace Pruning.Tests.Reproductions.Common;

public sealed class WorkTests
{
    private readonly List<double> told = [];

    [Fact]
    public void Work_KnownPieces_AreTheirSharesOfTheReplicates()
    {
        // Four replicates of eight units each: a unit is half a replicate.
        var work = new Work(4, 8, told.Add);
        Assert.Equal("done", work.Of(2, advance =>
        {
            advance(0.5);
            advance(1);
            return "done";
        }));
        Assert.Equal([0.25, 0.5, 0.25], told);
        work.Did(1);
        Assert.Equal(0.5, told[^1]);
        work.Finish();
        Assert.Equal(4, told.Sum());
    }

    [Fact]
    public void Work_PieceThatWasDoneBefore_IsToldAtOnce()
    {
        var work = new Work(3, 6, told.Add);
        _ = work.Of(6, _ => true);
        Assert.Equal([3], told);
    }

    [Fact]
    public void Work_AnyPieces_AddUpToTheReplicatesAndNeverGoBeyond()
    {
        var random = new Random(1935);
        for (var run = 0; run < 300; run++)
        {
            told.Clear();
            var (replicates, total) = (random.Next(1, 20), random.Next(1, 40));
            var work = new Work(replicates, total, told.Add);
            for (var left = total; left > 0 && random.Next(10) > 0;)
            {
                var units = random.Next(1, left + 1);
                left -= units;
                Piece(work, units, random);
            }

            work.Finish();
            Assert.Equal(replicates, told.Sum(), 1e-9);
            Assert.All(told, part => Assert.True(part >= -1e-12));
        }
    }

    /// <summary>Tells none, some or all of its units, in parts.</summary>
    private static void Piece(Work work, double units, Random random) => _ = work.Of(units, advance =>
    {
        var parts = random.Next(0, 6);
        var share = random.Next(0, 3) / 2.0;
        for (var i = 0; i < parts; i++)
        {
            advance(share * units / parts);
        }

        return true;
    });
}
