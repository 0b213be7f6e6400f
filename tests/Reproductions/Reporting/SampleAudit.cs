using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;

namespace Pruning.Tests.Reproductions.Reporting;

/// <summary>A made-up audit with every kind of claim, shaped like the penguins' ten. Its figures are invented; they only have to look real.</summary>
internal static class SampleAudit
{
    private static readonly Dictionary<string, string> Primary = new()
    {
        ["pruneAt"] = "thirds",
        ["init"] = "paired",
        ["split"] = "published",
        ["pruned"] = "weights",
        ["scope"] = "global",
        ["mask"] = "inForce",
        ["order"] = "magnitude",
    };

    private static readonly (string Id, (string Key, string Value)[] Changes)[] Others =
    [
        ("as-shipped", [("pruneAt", "early"), ("init", "fresh")]),
        ("pruneAt=early", [("pruneAt", "early")]),
        ("init=fresh", [("init", "fresh")]),
        ("split=reshuffled", [("split", "reshuffled")]),
        ("pruned=weights+biases", [("pruned", "weights+biases")]),
        ("scope=layerwise", [("scope", "layerwise")]),
        ("mask=released", [("mask", "released")]),
        ("order=signed", [("order", "signed")]),
    ];

    public static AuditResult Penguins() => new(
        new Dictionary<string, string>
        {
            ["version"] = "0.1.0",
            ["time"] = "2026-01-31T12:00:00Z",
            ["device"] = "cpu",
            ["cores"] = "2",
            ["libtorch"] = "1.13.1, OpenBLAS 0.3.21 (SkylakeX), one thread a chunk",
            ["numerics"] = "exact-1",
        },
        [
            Exact("rows", "333 penguins have no missing value; they become twelve inputs and are split into 200, 100 and 33", new(333, null, "rows", "333"), 333, ["data.rows", "data.inputs"]),
            Exact("inputs-in-unit-range", "After division by fixed constants every input lies between 0 and 1", new(1, null, "input", "0 to 1"), 1, ["data.largestInput"]),
            Claim("unpruned-loss", "The unpruned net’s test loss after 4,000 epochs is 0.4699", ClaimKind.Point, new(0.4699, null, "nats", "0.4699"), ["unpruned"], (n, i) => Point(n, 0.47 + (0.002 * i), 0.012)),
            Claim("pruned-slightly-worse", "Without its 30 % smallest weights the trained net is worse, but only slightly", ClaimKind.Composite, new(0.4812, 0.0113, "nats", "0.4812 against 0.4699"), ["unpruned", "pruned"],
                (n, i) => Composite(Difference(ClaimKind.Direction, "pruned.testLoss − unpruned.testLoss", n, 0.031 + (0.003 * i), 0.02, 0.0113, null), Difference(ClaimKind.Bound, "pruned.testLoss − unpruned.testLoss", n, 0.031 + (0.003 * i), 0.02, 0.0113, 0.0226))),
            Claim("lottery-improves", "The lottery ticket, reset to its initial values and trained again, beats the unpruned net", ClaimKind.Direction, new(0.4672, 0.0027, "nats", "0.4672 against 0.4699"), ["unpruned", "lottery"],
                (n, i) => Difference(ClaimKind.Direction, "unpruned.testLoss − lottery.testLoss", n, 0.0006 - (0.0008 * i), 0.011, 0.0027, null)),
            Claim("dynamic-improves", "Pruning 17 % at one third and again at two thirds of training beats the unpruned net", ClaimKind.Composite, new(0.4289, 0.0410, "nats", "0.4289 against 0.4699"), ["unpruned", "dynamic"],
                (n, i) => Composite(Difference(ClaimKind.Direction, "unpruned.testLoss − dynamic.testLoss", n, i is 1 or 3 ? 0.006 : -0.0177 + (0.001 * i), 0.018, 0.0410, null), Difference(ClaimKind.Size, "unpruned.testLoss − dynamic.testLoss", n, i is 1 or 3 ? 0.006 : -0.0177 + (0.001 * i), 0.018, 0.0410, 0.0205))),
            Claim("order", "By test loss the order is dynamic, lottery, unpruned, pruned, best first", ClaimKind.Composite, Published.Nothing("nats"), ["unpruned", "pruned", "lottery", "dynamic"],
                (n, i) => Composite(Difference(ClaimKind.Direction, "lottery.testLoss − dynamic.testLoss", n, -0.017, 0.018, null, null), Difference(ClaimKind.Direction, "unpruned.testLoss − lottery.testLoss", n, 0.0006, 0.011, null, null), Difference(ClaimKind.Direction, "pruned.testLoss − unpruned.testLoss", n, 0.031, 0.02, null, null))),
            Exact("removed-share", "Twice 17 %, the second time of what remains, removes a little more than 30 % of the weights", new(0.30, null, "fraction", "over 30 %"), 56 / 180.0, ["dynamic.removedShare"]),
            Claim("dynamic-still-learning", "After 4,000 epochs the unpruned net and the lottery ticket have all but converged, dynamic pruning has not", ClaimKind.Composite, Published.Nothing("nats per 1,000 epochs"), ["unpruned", "lottery", "dynamic"],
                (n, i) => Composite(Difference(ClaimKind.Direction, "unpruned.trainLossSlope − dynamic.trainLossSlope", n, 0.0041, 0.002, null, null), Difference(ClaimKind.Bound, "unpruned.trainLossFall", n, 0.0163, 0.004, null, 0.01))),
            Claim("converges-sooner", "Dynamic pruning needs fewer epochs to the unpruned net’s final validation loss", ClaimKind.Direction, Published.Nothing("epochs"), ["unpruned", "dynamic"],
                (n, i) => Difference(ClaimKind.Direction, "unpruned.epochsToUnprunedLoss − dynamic.epochsToUnprunedLoss", n, -60 + (25 * i), 220, null, null)),
        ]);

    /// <summary>A claim with one reading, all else as given.</summary>
    public static ClaimResult Single(string id, Judgement judgement, Published? published = null, string statement = "A statement") =>
        new(id, "sample", "A Sample", "Results", statement, judgement.Kind, published ?? Published.Nothing("nats"), [Reading("primary", Primary, judgement, [])]);

    public static ReadingResult Reading(string id, IReadOnlyDictionary<string, string> choices, Judgement judgement, IReadOnlyList<CurveSummary> curves) =>
        new(id, id == "primary", choices, "seeds", judgement.N, true, [.. Enumerable.Range(0, judgement.N)], judgement, new Dictionary<string, MetricSummary> { ["arm.testLoss"] = new(0.5, null, [0.5, null]) }, curves);

    public static Judgement Bare(ClaimKind kind, Verdict verdict, int n = 0) => new() { Kind = kind, Verdict = verdict, N = n, Quantity = "a quantity" };

    private static ClaimResult Exact(string name, string statement, Published published, double observed, string[] checks)
    {
        var parts = checks.Select((c, i) => Bare(ClaimKind.Exact, Verdict.Reproduced, 1) with { Quantity = c, Expected = i == 0 ? published.Text : "12", Estimate = i == 0 ? observed : 12, Values = [i == 0 ? observed : 12] }).ToList();
        var judgement = parts[0] with { Parts = parts };
        return new($"dynamic/penguins-{name}", "dynamic", "Dynamic Pruning", "Penguins, Data", statement, ClaimKind.Exact, published, [Reading("primary", Primary, judgement, [])]);
    }

    private static ClaimResult Claim(string name, string statement, ClaimKind kind, Published published, string[] arms, Func<int, int, Judgement> judge)
    {
        var readings = Others.Prepend(("primary", [])).Select((r, i) =>
        {
            var choices = new Dictionary<string, string>(Primary);
            foreach (var (key, value) in r.Item2)
            {
                choices[key] = value;
            }

            return Reading(r.Item1, choices, judge(i == 0 ? 256 : 64, i), [.. arms.Where(a => a != "pruned").SelectMany(a => new[] { Curve(a, "trainLoss", 0), Curve(a, "validationLoss", 0.03) })]);
        });
        return new($"dynamic/penguins-{name}", "dynamic", "Dynamic Pruning", "Penguins, Trials", statement, kind, published, [.. readings]);
    }

    private static Judgement Composite(params Judgement[] parts)
    {
        var verdict = parts[0].Verdict == Verdict.Reproduced && parts.Any(p => p.Verdict != Verdict.Reproduced) ? Verdict.Partial : parts[0].Verdict;
        return parts[0] with
        {
            Kind = ClaimKind.Composite,
            Verdict = verdict,
            Parts = parts,
            Notes = [.. parts.Skip(1).Where(p => p.Verdict != Verdict.Reproduced).Select(p => $"Part {p.Verdict.ToString().ToLowerInvariant()}: {p.Quantity}.")],
        };
    }

    private static Judgement Point(int n, double mean, double sd)
    {
        var values = Normal(n, mean, sd);
        return Bare(ClaimKind.Point, Verdict.Reproduced, n) with
        {
            Quantity = "unpruned.testLoss",
            Estimate = values.Average(),
            Lower = mean - (1.97 * sd),
            Upper = mean + (1.97 * sd),
            Sd = sd,
            Margin = 0.05,
            PublishedMark = 0.4699,
            PublishedPercentile = values.Count(v => v < 0.4699) / (double)n,
            Values = values,
        };
    }

    private static Judgement Difference(ClaimKind kind, string quantity, int n, double mean, double sd, double? published, double? margin)
    {
        var values = Normal(n, mean, sd);
        var estimate = values.Average();
        var half = 1.65 * sd / Math.Sqrt(n);
        var (lower, upper) = (estimate - half, estimate + half);
        var verdict = kind switch
        {
            ClaimKind.Bound => upper < margin ? Verdict.Reproduced : lower > margin ? Verdict.Contradicted : Verdict.Inconclusive,
            ClaimKind.Size => Math.Abs(estimate - published!.Value) > margin + half ? Verdict.Contradicted : Verdict.Inconclusive,
            _ => lower > 0 ? Verdict.Reproduced : upper < 0 ? Verdict.Contradicted : Verdict.Inconclusive,
        };
        var share = published is { } p ? values.Count(v => v >= p) / (double)n : (double?)null;
        return Bare(kind, verdict, n) with
        {
            Quantity = quantity,
            Estimate = estimate,
            Lower = lower,
            Upper = upper,
            Sd = sd,
            Margin = margin,
            PValue = verdict == Verdict.Reproduced ? 0.00003 : 0.8312,
            PFlip = verdict == Verdict.Reproduced ? 0.0001 : 0.8299,
            PHolm = verdict == Verdict.Reproduced ? 0.0003 : 1,
            CrossedLower = lower - (2.2 * half),
            CrossedUpper = upper + (2.2 * half),
            OnThisTestSetOnly = verdict != Verdict.Inconclusive && (lower - (2.2 * half) < 0) == (upper + (2.2 * half) > 0),
            PublishedMark = published,
            PublishedPercentile = 1 - share,
            SingleRunShare = share,
            SingleRunShareLower = share * 0.6,
            SingleRunShareUpper = share is { } s ? Math.Min(1, (s * 1.3) + 0.01) : null,
            Values = values,
        };
    }

    private static CurveSummary Curve(string arm, string metric, double shift)
    {
        double[] x = [.. Enumerable.Range(1, 200).Select(i => 20.0 * i)];
        var speed = arm switch { "unpruned" => 900, "lottery" => 850, _ => 1000 };
        double[] mean = [.. x.Select(e => 0.33 + shift + (0.75 * Math.Exp(-e / speed)) + (arm == "dynamic" && e > 1333 ? 0.06 * Math.Exp(-(e - 1333) / 300) : 0) + (arm == "dynamic" && e > 2666 ? 0.05 * Math.Exp(-(e - 2666) / 500) : 0))];
        double[] noise = [.. Normal(x.Length, 0, 0.004)];
        return new($"{arm}.{metric}", "epoch", "nats", x, mean, [.. mean.Select(m => m * 0.9)], [.. mean.Select(m => m * 1.12)], [.. Enumerable.Range(0, 8).Select(s => mean.Select((m, i) => (m * (0.93 + (0.02 * s))) + noise[(i + (17 * s)) % noise.Length]).ToArray())]);
    }

    /// <summary>Normal deviates at evenly spread probabilities, in a scrambled order: the same at every call.</summary>
    private static double[] Normal(int n, double mean, double sd) =>
        [.. Enumerable.Range(0, n).Select(i => ((i * 37 % n) + 0.5) / n).Select(u => mean + (sd * 5.0 * (Math.Pow(u, 0.135) - Math.Pow(1 - u, 0.135))))];
}
