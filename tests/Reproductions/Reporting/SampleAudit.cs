using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Statistics;

namespace Pruning.Tests.Reproductions.Reporting;

/// <summary>
/// A made-up audit with most kinds of claim, shaped like the penguins' ten. Its figures are invented and judged by the
/// program's own rules; they only have to look real.
/// </summary>
internal static class SampleAudit
{
    private const string Unpruned = "unpruned.testLoss";
    private const string Dynamic = "dynamic.testLoss";
    private const string Lottery = "lottery.testLoss";
    private const string Pruned = "pruned.testLoss";

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

    private static readonly Lazy<AuditResult> Once = new(() => new(Environment(),
    [
        Exact(
            "rows",
            "333 penguins have no missing value; they become twelve inputs and are split into 200, 100 and 33",
            new(333, null, "rows", "333"),
            ("data.rows", 333),
            ("data.inputs", 12)),
        Exact(
            "inputs-in-unit-range",
            "After division by fixed constants every input lies between 0 and 1",
            new(1, null, "input", "0 to 1"),
            ("data.largestInput", 1)),
        Claim(
            "unpruned-loss",
            "The unpruned net’s test loss after 4,000 epochs is 0.4699",
            new PointRule(Quantity.Metric(Unpruned), 0.4699, 0.46985, 0.46995, 0.05),
            new(0.4699, null, "nats", "0.4699"),
            ["unpruned"],
            i => [(0.47 + (0.002 * i), 0.012)]),
        Claim(
            "pruned-slightly-worse",
            "Without its 30 % smallest weights the trained net is worse, but only slightly",
            new CompositeRule([
                new DirectionRule(Quantity.Difference(Pruned, Unpruned), 0.0113),
                new BoundRule(Quantity.Difference(Pruned, Unpruned), 0.0226)]),
            new(0.4812, 0.0113, "nats", "0.4812 against 0.4699"),
            ["unpruned", "pruned"],
            i => [(0.031 + (0.003 * i), 0.02), (0.031 + (0.003 * i), 0.02)]),
        Claim(
            "lottery-improves",
            "The lottery ticket, reset to its initial values and trained again, beats the unpruned net",
            new DirectionRule(Quantity.Difference(Unpruned, Lottery), 0.0027),
            new(0.4672, 0.0027, "nats", "0.4672 against 0.4699"),
            ["unpruned", "lottery"],
            i => [(0.0006 - (0.0008 * i), 0.011)]),
        Claim(
            "dynamic-improves",
            "Pruning 17 % at one third and again at two thirds of training beats the unpruned net",
            new CompositeRule([
                new DirectionRule(Quantity.Difference(Unpruned, Dynamic), 0.0410),
                new SizeRule(Quantity.Difference(Unpruned, Dynamic), 0.0410)]),
            new(0.4289, 0.0410, "nats", "0.4289 against 0.4699"),
            ["unpruned", "dynamic"],
            i => Twice((i is 1 or 3 ? 0.006 : -0.0177 + (0.001 * i), 0.018))),
        Claim(
            "order",
            "By test loss the order is dynamic, lottery, unpruned, pruned, best first",
            new CompositeRule([
                new DirectionRule(Quantity.Difference(Lottery, Dynamic)),
                new DirectionRule(Quantity.Difference(Unpruned, Lottery)),
                new DirectionRule(Quantity.Difference(Pruned, Unpruned))]),
            Published.Nothing("nats"),
            ["unpruned", "pruned", "lottery", "dynamic"],
            _ => [(-0.017, 0.018), (0.0006, 0.011), (0.031, 0.02)]),
        Exact(
            "removed-share",
            "Twice 17 %, the second time of what remains, removes a little more than 30 % of the weights",
            new(0.30, null, "fraction", "over 30 %"),
            ("dynamic.removedShare", 56 / 180.0)),
        Claim(
            "dynamic-still-learning",
            "After 4,000 epochs the unpruned net and the lottery ticket have all but converged, "
            + "dynamic pruning has not",
            new CompositeRule([
                new DirectionRule(Quantity.Difference("unpruned.trainLossSlope", "dynamic.trainLossSlope")),
                new BoundRule(Quantity.Metric("unpruned.trainLossFall"), 0.01)]),
            Published.Nothing("nats per 1,000 epochs"),
            ["unpruned", "lottery", "dynamic"],
            _ => [(0.0041, 0.002), (0.0163, 0.004)]),
        Claim(
            "converges-sooner",
            "Dynamic pruning needs fewer epochs to the unpruned net’s final validation loss",
            new DirectionRule(Quantity.Difference("unpruned.epochsToUnprunedLoss", "dynamic.epochsToUnprunedLoss")),
            Published.Nothing("epochs"),
            ["unpruned", "dynamic"],
            i => [(-60 + (25 * i), 220)]),
    ]));

    public static AuditResult Penguins() => Once.Value;

    /// <summary>A claim with one reading, all else as given.</summary>
    public static ClaimResult Single(
        string id, Judgement judgement, Published? published = null, string statement = "A statement") => new(
        id,
        "sample",
        "A Sample",
        "Results",
        statement,
        judgement.Kind,
        published ?? Published.Nothing("nats"),
        [Reading("primary", Primary, judgement, [])]);

    public static ReadingResult Reading(
        string id,
        IReadOnlyDictionary<string, string> choices,
        Judgement judgement,
        IReadOnlyList<CurveSummary> curves) => new(
        id,
        id == "primary",
        choices,
        "seeds",
        judgement.N,
        true,
        [.. Enumerable.Range(0, judgement.N)],
        judgement,
        new Dictionary<string, MetricSummary> { ["arm.testLoss"] = new(0.5, null, [0.5, null]) },
        curves);

    /// <summary>A judgement with nothing in it, shown as the kind's rule shows its own.</summary>
    public static Judgement Bare(string kind, Verdict verdict, int n = 0) => new()
    {
        Kind = kind,
        Verdict = verdict,
        N = n,
        Quantity = "a quantity",
        Presentation = SampleRules.ByKind[kind].Presentation,
    };

    /// <summary>Judges a rule's quantities by a rule, a column of values each.</summary>
    public static Judgement Judge(Rule rule, params double[][] columns)
    {
        var quantities = rule.Quantities.Zip(columns, (q, values) => new DifferenceColumn(
            q.Name,
            [.. values.Cast<double?>()],
            [values.Length >= 2 ? new Summary(33, values.Average(), 4 * Summary.Of(values).Sd) : null]));
        return rule.Judge(
            new Differences([.. Enumerable.Range(1, columns[0].Length)], [columns[0].Length], [.. quantities]),
            InferenceScope.Seeds, Rule.Level);
    }

    private static Dictionary<string, string> Environment() => new()
    {
        ["version"] = "0.1.0",
        ["time"] = "2026-01-31T12:00:00Z",
        ["device"] = "cpu",
        ["cores"] = "2",
        ["libtorch"] = "1.13.1, OpenBLAS 0.3.21 (SkylakeX), one thread a chunk",
        ["numerics"] = "exact-1",
    };

    private static (double Mean, double Sd)[] Twice((double Mean, double Sd) column) => [column, column];

    private static ClaimResult Exact(
        string name, string statement, Published published, params (string Metric, double Value)[] checks)
    {
        var rule = new ExactRule([.. checks.Select((c, i) =>
            new ExactCheck(Quantity.Metric(c.Metric), i == 0 ? published.Text! : $"{c.Value}", v => v == c.Value))]);
        var judgement = Judge(rule, [.. checks.Select(c => new[] { c.Value })]);
        return Titled(name, "Penguins, Data", statement, rule, published, [Reading("primary", Primary, judgement, [])]);
    }

    private static ClaimResult Claim(
        string name,
        string statement,
        Rule rule,
        Published published,
        string[] arms,
        Func<int, (double Mean, double Sd)[]> columns)
    {
        CurveSummary[] curves = [.. arms.Where(a => a != "pruned")
            .SelectMany(a => new[] { Curve(a, "trainLoss", 0), Curve(a, "validationLoss", 0.03) })];
        var readings = Others.Prepend(("primary", [])).Select((r, i) =>
        {
            var choices = new Dictionary<string, string>(Primary);
            foreach (var (key, value) in r.Item2)
            {
                choices[key] = value;
            }

            var n = i == 0 ? 256 : 64;
            var judgement = Judge(rule, [.. columns(i).Select(c => Normal(n, c.Mean, c.Sd))]);
            return Reading(r.Item1, choices, judgement, curves);
        });
        return Titled(name, "Penguins, Trials", statement, rule, published, [.. readings]);
    }

    private static ClaimResult Titled(
        string name,
        string section,
        string statement,
        Rule rule,
        Published published,
        IReadOnlyList<ReadingResult> readings) => new(
        $"dynamic/penguins-{name}", "dynamic", "Dynamic Pruning", section, statement, rule.Kind, published, readings);

    private static CurveSummary Curve(string arm, string metric, double shift)
    {
        double[] x = [.. Enumerable.Range(1, 200).Select(i => 20.0 * i)];
        var speed = arm switch { "unpruned" => 900, "lottery" => 850, _ => 1000 };
        double[] mean = [.. x.Select(e => 0.33 + shift + (0.75 * Math.Exp(-e / speed)) + Setback(e))];
        double[] noise = [.. Normal(x.Length, 0, 0.004)];
        double[][] singles = [.. Enumerable.Range(0, 8).Select(Single)];
        return new(
            $"{arm}.{metric}",
            "epoch",
            "nats",
            x,
            mean,
            [.. mean.Select(m => m * 0.9)],
            [.. mean.Select(m => m * 1.12)],
            singles);

        double[] Single(int run) =>
            [.. mean.Select((m, i) => (m * (0.93 + (0.02 * run))) + noise[(i + (17 * run)) % noise.Length])];

        // The loss that a dynamic net gains at each pruning and makes up for afterwards.
        double Setback(double epoch) => arm != "dynamic" ? 0
            : (epoch > 1333 ? 0.06 * Math.Exp(-(epoch - 1333) / 300) : 0)
                + (epoch > 2666 ? 0.05 * Math.Exp(-(epoch - 2666) / 500) : 0);
    }

    /// <summary>
    /// Normal deviates at evenly spread probabilities, in a scrambled order: the same at every call.
    /// </summary>
    private static double[] Normal(int n, double mean, double sd) =>
        [.. Enumerable.Range(0, n).Select(i => ((i * 37 % n) + 0.5) / n)
            .Select(u => mean + (sd * 5.0 * (Math.Pow(u, 0.135) - Math.Pow(1 - u, 0.135))))];
}
