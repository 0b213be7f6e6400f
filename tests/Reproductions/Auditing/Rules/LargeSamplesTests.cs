using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing.Rules;

/// <summary>
/// Samples of thousands, as a table of runs may hold: what is drawn for fewer is worked out for them.
/// </summary>
public sealed class LargeSamplesTests
{
    [Fact]
    public void Judge_ThousandsOfReplicates_GivesTheSameEitherWay()
    {
        var (drawn, workedOut) = (Judge(10_000, [5000, 10_000]), Judge(10_001, [5000, 10_001]));
        Assert.Equal(drawn.Verdict, workedOut.Verdict);
        Assert.Equal(drawn.Lower!.Value, workedOut.Lower!.Value, 1e-4);
        Assert.Equal(drawn.PFlip!.Value, workedOut.PFlip!.Value, 2e-3);
        Assert.InRange(drawn.SameAgain!.Value, 0.2, 0.9);

        // Both are shares of 2,000 drawn audits.
        Assert.Equal(drawn.SameAgain.Value, workedOut.SameAgain!.Value, 0.05);
    }

    private static Judgement Judge(int n, int[] looks)
    {
        var rule = new DirectionRule(SampleReplicates.D);
        var runs = SampleReplicates.Runs([.. Enumerable.Range(0, n).Select(i => Math.Sin(i * 1.7) + 0.018)]);
        return rule.Judge(rule.Observe(runs, looks), InferenceScope.Seeds, looks);
    }
}
