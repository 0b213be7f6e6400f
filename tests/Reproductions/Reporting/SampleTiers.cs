using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Studies;

namespace Pruning.Tests.Reproductions.Reporting;

/// <summary>A made-up audit with claims that were not run, or are open after their first look.</summary>
internal static class SampleTiers
{
    /// <summary>An accepted verdict.</summary>
    public static EarlierVerdict Earlier { get; } = new("2026-11-26", Verdict.Reproduced, "reproduced",
        "reproduced, seeds only", "+0.3000 [+0.0500, +0.5500] nats", 16, 0.3, 0.05, 0.55, "exact-1");

    /// <summary>What the pictures' claim says.</summary>
    public static Obstacle Missing { get; } = new("data missing",
        "The pictures 'flowers' are missing: PRUNING_DATA is not set. Set PRUNING_DATA to a folder that holds one "
        + "named flowers, with a folder of pictures for each class.");

    private static DirectionRule Rule { get; } =
        new(Quantity.Difference("unpruned.testLoss", "lottery.testLoss"), 0.25);

    /// <summary>The judgement of a reading that was not run; by default because it is long.</summary>
    public static Judgement NotRun(Obstacle? why = null) => Judgement.NotRun(Rule, why ?? Obstacle.Long);

    /// <summary>Eight values around zero, judged at the first of three looks.</summary>
    public static Judgement Open()
    {
        double[] values = [-0.3, 0.5, 0.1, 0.4, -0.2, 0.3, 0.2, -0.1];
        Replicate[] runs = [.. values.Select((v, i) => new Replicate(101 + i,
            new Dictionary<string, double> { ["unpruned.testLoss"] = v, ["lottery.testLoss"] = 0 },
            new Dictionary<string, IReadOnlyList<double>>(), new Dictionary<string, IReadOnlyList<double>>()))];
        return Rule.Judge(Rule.Observe(runs, [8]), InferenceScope.Seeds, [8, 16, 32]);
    }

    /// <summary>
    /// Two long claims, one of them accepted earlier; one open after its first look, accepted earlier; one without its
    /// data; one with a reading that was not run.
    /// </summary>
    public static AuditResult Audit()
    {
        var primary = SampleAudit.Single("lottery/readings", SampleAudit.Bare("direction", Verdict.Contradicted, 8),
            new(0.4672, 0.25, "nats", "0.4672"), "A claim with a reading that was not run");
        var pictures = new Dictionary<string, string>(primary.Primary.Choices) { ["data"] = "flowers" };
        return new(new Dictionary<string, string> { ["time"] = "2026-12-24T12:00:00Z", ["numerics"] = "exact-1" },
        [
            Of("lottery/accepted", "A long claim with an accepted verdict", NotRun()) with { Earlier = Earlier },
            Of("lottery/new", "A long claim that was never accepted", NotRun()),
            Of("lottery/open", "A claim that is open after its first look", Open()) with { Earlier = Earlier },
            Of("lottery/pictures", "A claim on pictures that are not here", NotRun(Missing)),
            primary with
            {
                UnstatedRun = false,
                Readings =
                [
                    primary.Primary,
                    SampleAudit.Reading("data=flowers", pictures, NotRun(Missing), []) with
                    {
                        Registered = false,
                        Stance = Stance.Unstated,
                    },
                ],
            },
        ]);
    }

    private static ClaimResult Of(string id, string statement, Judgement judgement)
    {
        var claim = SampleAudit.Single(id, judgement, new(0.4672, 0.25, "nats", "0.4672"), statement);
        var primary = claim.Primary with { Most = 32, Registered = judgement.N > 0 };
        return claim with { Readings = [primary] };
    }
}
