using System.Text.Json.Nodes;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing;

/// <summary>Readings that differ in how a claim is judged only: they reuse the primary reading's runs.</summary>
public sealed class JudgingTests : IDisposable
{
    private readonly Workplace place = new();
    private readonly FakeStudy experiment = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public void Readings_OfJudging_FollowTheRunsAloneThenTogether() => Assert.Equal(
        [
            "primary", "as-shipped", "speed=faster,order=down", "speed=fast", "speed=faster", "order=down",
            "margin=wide", "margin=wider", "tail=out", "tail=out,margin=wide",
        ],
        Judged(experiment).Readings.Select(r => r.Id));

    [Fact]
    public void Readings_OfJudging_AreThePrimaryRunAndNotThePrimaryReading()
    {
        var readings = Judged(experiment).Readings;
        Assert.Equal(["primary"], readings.Where(r => r.Primary).Select(r => r.Id));
        Assert.All(readings.Skip(6), r => Assert.Equal((experiment.Primary.Protocol, FakeStudy.RegisteredPrimary),
            (r.Protocol, r.Registered)));
    }

    [Fact]
    public void Readings_All_NameEveryChoiceOfRunAndJudging()
    {
        var readings = Judged(experiment).Readings.ToDictionary(r => r.Id, r => Reading.Canonical(r.Choices));
        Assert.Equal("margin=none,order=up,speed=slow,tail=in", readings["primary"]);
        Assert.Equal("margin=none,order=down,speed=fast,tail=in", readings["as-shipped"]);
        Assert.Equal("margin=wider,order=up,speed=slow,tail=in", readings["margin=wider"]);
        Assert.Equal("margin=wide,order=up,speed=slow,tail=out", readings["tail=out,margin=wide"]);
    }

    [Fact]
    public void Run_AllReadings_JudgingRunsNothingMore()
    {
        var result = Run(Judged(experiment), all: true);
        Assert.Equal(10, result.Readings.Count);
        Assert.Equal(7 + (5 * 5), experiment.Finished.Count);
        Assert.All(experiment.Finished.Values, times => Assert.Equal(1, times));
        Assert.Equal(1, experiment.Opened);
        Assert.All(result.Readings.Skip(6), r => Assert.Equal((7, true), (r.N, r.Registered)));
        Assert.All(result.Readings.Skip(6), r => Assert.Equal(result.Primary.Metrics["a.loss"].Values,
            r.Metrics["a.loss"].Values));
    }

    [Fact]
    public void Run_AllReadings_EachIsJudgedByItsOwnRule()
    {
        // a − b has the mean −0.25 and a 95 % interval of about ±0.13: above −0.5, not above 0, and on both sides of
        // −0.25.
        var readings = Run(Judged(experiment), all: true).Readings.ToDictionary(r => r.Id, r => r.Judgement);
        Assert.Equal((Verdict.Contradicted, 0.0), (readings["primary"].Verdict, readings["primary"].Margin!.Value));
        Assert.Equal((Verdict.Inconclusive, 0.25), (readings["margin=wide"].Verdict,
            readings["margin=wide"].Margin!.Value));
        Assert.Equal((Verdict.Reproduced, 0.5), (readings["margin=wider"].Verdict,
            readings["margin=wider"].Margin!.Value));
        Assert.Equal(Verdict.Contradicted, readings["tail=out"].Verdict);
        Assert.Contains("a.loss − c.loss", readings["tail=out,margin=wide"].Parts.Select(p => p.Quantity));
    }

    [Fact]
    public void Run_WithAndWithoutJudging_SamePrimaryVerdict()
    {
        var plain = Run(Judged(experiment) with { Judging = [], JudgingTogether = [], RuleOf = null }, all: true);
        var judged = Run(Judged(experiment), all: true);
        Assert.Equal(plain.Verdict, judged.Verdict);
        Assert.Equal(plain.Primary.Judgement.Estimate, judged.Primary.Judgement.Estimate);
        Assert.Equal(plain.Primary.Judgement.Upper, judged.Primary.Judgement.Upper);
        Assert.Equal(plain.Readings.Select(r => r.Id), judged.Readings.Take(6).Select(r => r.Id));
        Assert.Equal(plain.Readings.Select(r => r.Judgement.Verdict),
            judged.Readings.Take(6).Select(r => r.Judgement.Verdict));
    }

    [Fact]
    public void Run_PrimaryReadings_LeavesJudgingOut() =>
        Assert.Equal(["primary"], Run(Judged(experiment), all: false).Readings.Select(r => r.Id));

    [Fact]
    public void Json_OfJudging_HasTheChoices()
    {
        var figures = Workplace.Figures(place.Audit(new()
        {
            Claims = [Judged(experiment)],
            Readings = ReadingSet.All
        }));
        var reading = JsonNode.Parse(figures)!["claims"]![0]!["readings"]!.AsArray()
            .Single(r => (string)r!["id"]! == "tail=out,margin=wide")!;
        Assert.Equal("wide", (string)reading["choices"]!["margin"]!);
        Assert.Equal("out", (string)reading["choices"]!["tail"]!);
        Assert.Equal("slow", (string)reading["choices"]!["speed"]!);
        Assert.False((bool)reading["primary"]!);
    }

    /// <summary>
    /// Arm a loses no more than a margin, which is 0 unless judged otherwise, against b, and against c too if the tail
    /// is out.
    /// </summary>
    private static Claim Judged(FakeStudy experiment)
    {
        var claim = experiment.Claim() with { Rule = RuleOf("none", "in") };
        return claim with
        {
            Judging = [new("margin", "what counts as a loss", ["none", "wide", "wider"], Stance.Unstated),
                new("tail", "whether c counts", ["in", "out"], Stance.Stated)],
            JudgingTogether = [new Dictionary<string, string> { ["tail"] = "out", ["margin"] = "wide" }],
            RuleOf = choices => RuleOf(choices["margin"], choices["tail"]),
        };
    }

    private static ThresholdRule RuleOf(string margin, string tail)
    {
        var first = Quantity.Difference("a.loss", "b.loss");
        return new(tail == "out" ? [first, Quantity.Difference("a.loss", "c.loss")] : [first],
            margin switch { "wide" => 0.25, "wider" => 0.5, _ => 0 });
    }

    private ClaimResult Run(Claim claim, bool all) =>
        place.Audit(new() { Claims = [claim], Readings = all ? ReadingSet.All : ReadingSet.Primary }).Claims.Single();
}
