using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Judging.Claims;
using Xunit;

namespace Pruning.Tests.Reproductions.Judging;

/// <summary>What a claims file says, and what is said of one that is wrong.</summary>
public sealed class ClaimsReaderTests
{
    private const string Difference = "{ metric: loss, arm: a, against: b, better: lower }";

    [Fact]
    public void Read_EveryKind_GivesItsRule()
    {
        var direction = (DirectionRule)Of("direction", $"quantity: {Difference}, effect: 0.25, "
            + "smallestOfInterest: 0.125");
        Assert.Equal((0.25, 0.125), (direction.PublishedEffect!.Value, direction.OfInterest));
        Assert.Equal(4, ((SizeRule)Of("size", $"quantity: {Difference}, effect: 4")).Effect);
        Assert.Equal(1e-3, ((BoundRule)Of("bound", "quantity: { metric: x, arm: a }, atMost: 1e-3")).Bound);
        Assert.Equal(-2, ((FloorRule)Of("bound", "quantity: { metric: x, arm: a }, atLeast: -2")).Bound);
        Assert.Equal(0.5, ((EquivalenceRule)Of("equivalence", $"quantity: {Difference}, margin: 0.5")).Margin);
        Assert.Equal(2,
            ((ThresholdRule)Of("threshold", $"margin: 0, levels: [{Difference}, {Difference}]")).Levels.Count);
        Assert.Equal("a.x", ((MeasurementRule)Of("measurement", "quantity: { metric: x, arm: a }")).Quantity.Name);
        var check = Assert.Single(((ExactRule)Of("exact", "checks: [{ quantity: { metric: x, arm: a }, above: 0.30, "
            + "below: 0.33 }]")).Checks);
        Assert.Equal("above 0.30 and below 0.33", check.Expected);
        Assert.Equal([false, true, false], new[] { 0.3, 0.31, 0.33 }.Select(check.Holds));
        var composite = (CompositeRule)Of("composite", $"parts: [{{ kind: direction, quantity: {Difference} }}, "
            + $"{{ kind: bound, quantity: {Difference}, atMost: 1 }}]");
        Assert.Equal(["direction", "bound"], composite.Rules.Select(r => r.Kind));
    }

    /// <summary>Each would fill the stack or run for years if it were taken for what it says.</summary>
    [Theory]
    [InlineData("deep list", "32 levels")]
    [InlineData("deep map", "32 levels")]
    [InlineData("deep block", "32 levels")]
    [InlineData("laughs in runs", "entries")]
    [InlineData("laughs as a key", "entries")]
    [InlineData("itself", "'*r' stands within")]
    public void Read_TreeThatNobodyWrites_IsRefused(string kind, string said)
    {
        var laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 12)
            .Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        var text = kind switch
        {
            "deep list" => $"claims: {new string('[', 100_000)}{new string(']', 100_000)}",
            "deep map" => string.Concat(Enumerable.Repeat("{a: ", 20_000)),
            "deep block" => string.Concat(Enumerable.Range(0, 2000).Select(i => $"{new string(' ', i)}a:\n")),
            "laughs in runs" => laughs + "runs: *a12\n",
            "laughs as a key" => laughs + "? *a12\n: 1\n",
            _ => "document: d\nruns: &r [*r]\n",
        };
        var message = Assert.Throws<AuditException>(() => ClaimsReader.Read(text, "f.yaml")).Message;
        Assert.Contains(said, message);
        Assert.StartsWith("f.yaml, line ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Aliases_StandForWhatTheyName()
    {
        var claims = Table.OfRule($"{{ kind: composite, parts: [{{ kind: direction, quantity: &q {Difference} }}, "
            + "{ kind: bound, quantity: *q, atMost: 1 }] }");
        Assert.Equal(2, Assert.Single(ClaimsReader.Read(claims, "f.yaml").Claims).Rule.Quantities.Count);
    }

    /// <summary>.NET reads a number in spite of zeros after it.</summary>
    [Theory]
    [InlineData("runs: \"8\\0\"")]
    [InlineData("testShare: \"0.5\\0\"")]
    public void Read_ZerosAfterANumber_AreRefused(string line) => Assert.Throws<AuditException>(() =>
        ClaimsReader.Read(Table.Direction(line), "f.yaml"));

    [Theory]
    [InlineData("0.4699", 0.46985, 0.46995)]
    [InlineData("94", 93.5, 94.5)]
    [InlineData("0.940", 0.9395, 0.9405)]
    public void Read_PointWithoutLimits_HasThoseOfItsDigits(string figure, double low, double high)
    {
        var rule = (PointRule)Of("point", $"quantity: {{ metric: x, arm: a }}, figure: {figure}, precision: 1");
        Assert.Equal((low, high), (rule.Low, rule.High));
    }

    [Theory]
    [InlineData("higher", 1 - 4)]
    [InlineData("lower", 4 - 1)]
    public void Read_Better_OrientsTheDifference(string better, double expected)
    {
        var rule = Of("direction", $"quantity: {{ metric: loss, arm: a, against: b, better: {better} }}");
        var replicate = Auditing.Rules.SampleReplicates.Run(1,
            new Dictionary<string, double> { ["a.loss"] = 1, ["b.loss"] = 4 });
        Assert.Equal(expected, Assert.Single(rule.Quantities).Value(replicate));
    }

    [Fact]
    public void Read_PublishedEffect_IsThatOfEveryRuleOnTheCoresQuantity()
    {
        var file = Read(Table.OfRule($"{{ kind: composite, parts: [{{ kind: direction, quantity: {Difference} }}, "
            + $"{{ kind: size, quantity: {Difference} }}, {{ kind: direction, quantity: "
            + "{ metric: loss, arm: c, against: b, better: lower } }] }", own: "published: { effect: 0.5 }"));
        var parts = file.Claims.Single().Rule.Build(true).Parts;
        Assert.Equal([0.5, 0.5, null], parts.Cast<IntervalRule>().Select(p => p.PublishedMark));
    }

    [Fact]
    public void Read_PublishedFigure_IsThatOfABoundOnTheCoresArm()
    {
        var file = Read(Table.OfRule("{ kind: composite, parts: ["
            + "{ kind: bound, quantity: { metric: x, arm: a }, atLeast: 1 }, "
            + "{ kind: bound, quantity: { metric: x, arm: a }, atMost: 3, published: 2.5 }, "
            + "{ kind: bound, quantity: { metric: x, arm: b }, atMost: 3 }] }", own: "published: { figure: 2 }"));
        var parts = file.Claims.Single().Rule.Build(true).Parts;
        Assert.Equal([2, 2.5, null], parts.Cast<IntervalRule>().Select(p => p.PublishedMark));
        var difference = Read(Table.OfRule($"{{ kind: bound, quantity: {Difference}, atMost: 1 }}",
            own: "published: { figure: 2 }"));
        Assert.Null(((IntervalRule)difference.Claims.Single().Rule.Build(true)).PublishedMark);
    }

    [Theory]
    [InlineData("figure: 27.35, unit: BLEU", "27.35 BLEU")]
    [InlineData("figure: 94.250, unit: '%'", "94.250 %")]
    [InlineData("figure: 0.9425, unit: fraction", "94.25 %")]
    [InlineData("figure: 12", "12")]
    [InlineData("figure: 12, text: a dozen", "a dozen")]
    [InlineData("effect: 1.5, unit: '%'", "+1.50 pp")]
    public void Read_Published_IsToldAsItIsWritten(string published, string told) => Assert.Equal(told,
        Pruning.Reproductions.Reporting.FigureText.Published(
            Read(Table.Direction(own: $"published: {{ {published} }}")).Claims.Single().Published));

    [Fact]
    public void Read_Anchor_IsReadWhereItIsNamed() => Assert.Equal(2, Read($$"""
        document: mine
        title: Mine
        claims:
          - id: one
            statement: x
            rule: { kind: direction, quantity: &q {{Difference}} }
          - id: two
            statement: x
            rule: { kind: equivalence, quantity: *q, margin: 1 }
        """).Claims.Count);

    [Fact]
    public void Read_NamesThatYaml11TookForBooleans_AreNames()
    {
        var claim = Read(Table.OfRule(
            "{ kind: direction, quantity: { metric: on, arm: yes, against: no, better: higher } }",
            "where: { off: y }")).Claims.Single();
        Assert.Equal(new StatedQuantity("yes", "on") { Against = "no" }, claim.Rule.Quantities.Single());
    }

    [Fact]
    public void Read_Json_IsReadToo() => Assert.Equal("mine/claim", Read("""
        {"document": "mine", "title": "Mine", "claims": [{"id": "claim", "statement": "It holds", "paired": true,
        "rule": {"kind": "bound", "atMost": 1, "quantity": {"metric": "x", "arm": "a"}}}]}
        """).Claims.Single().Id);

    public static TheoryData<string, string> Wrong() => new()
    {
        { Table.Direction().Replace("better", "beter"),
            "line 8, column 76: a quantity has no key 'beter'; nearest: better" },
        { Table.Direction("rnus: 8"), "line 3, column 1: a claims file has no key 'rnus'; nearest: runs" },
        { Table.Direction(own: "statment: x"), "line 7, column 5: a claim has no key 'statment'; nearest: statement" },
        { Table.Direction().Replace("direction", "dirction"), "'kind' is 'dirction'; expected one of" },
        { Table.Direction().Replace("lower", "smaller"), "'better' is 'smaller'; expected one of higher, lower" },
        { Table.Direction().Replace(", better: lower", ""), "a difference needs 'better: higher' or 'better: lower'" },
        { Table.Direction().Replace("against: b, better: lower", ""), "name the other with 'against'" },
        { Table.Direction().Replace("against: b", "against: a"), "'a' is compared with itself" },
        { Table.Direction().Replace("title: Mine", ""), "a claims file needs 'title'" },
        { Table.Direction().Replace("id: claim", "id: a/b"), "'id' is 'a/b'; expected letters" },
        { Table.Direction("runs: 0"), "line 3, column 7: 'runs' is '0'; expected a whole number of at least 1" },
        { Table.Direction("looks: [8, 4]"), "'looks' must rise" },
        { Table.Direction("runs: 8\nlooks: [8, 16]"), "leave one of them out" },
        { Table.Direction("runs: 8\nruns: 9"), "line 4, column 1: 'runs' is there twice; keep one" },
        { Table.Direction("testShare: -1"), "above 0" },
        { Table.Direction(own: "published: { figure: 94 % }"), "'figure' is '94 %'; expected a number" },
        { Table.Direction(own: "published: 94"), "'published' is written as 'key: value' lines" },
        { Table.Direction(own: "paired: perhaps"), "expected one of true, false" },
        { Table.OfRule("{ kind: size, quantity: " + Difference + " }"), "needs the published effect" },
        { Table.OfRule("{ kind: size, effect: -1, quantity: " + Difference + " }"),
            "line 8, column 33: 'effect' is -1: It must be above 0" },
        { Table.OfRule("{ kind: equivalence, margin: 0,01, quantity: " + Difference + " }"),
            "line 8, column 42: '01' is no key; write decimals with a point" },
        { Table.Direction() + "\n  - <<: x", "line 9, column 5: merge keys (<<) are not read" },
        { Table.OfRule("{ kind: size, effect: 1, quantity: " + Difference + " }", own: "published: { effect: 2 }"),
            "'effect' is 1 here and 2 under 'published'" },
        { Table.OfRule("{ kind: bound, quantity: { metric: x, arm: a } }"), "either 'atMost' or 'atLeast'" },
        { Table.OfRule("{ kind: bound, quantity: { metric: x, arm: a }, atMost: 1, atLeast: 0 }"),
            "either 'atMost' or" },
        { Table.OfRule("{ kind: equivalence, quantity: " + Difference + " }"), "needs 'margin'" },
        { Table.OfRule("{ kind: point, precision: 1, quantity: { metric: x, arm: a } }"), "needs the printed figure" },
        { Table.OfRule("{ kind: point, precision: 1, figure: 1, quantity: " + Difference + " }"),
            "a figure of one arm" },
        { Table.OfRule("{ kind: exact, checks: [{ quantity: { metric: x, arm: a } }] }"), "a check needs 'equals'" },
        { Table.OfRule("{ kind: exact, checks: [] }"), "must be a list of checks" },
        { Table.OfRule("{ kind: composite, parts: [{ kind: measurement, quantity: { metric: x, arm: a } }] }"),
            "'kind' is 'measurement'" },
        { Table.OfRule("&r { kind: composite, parts: [*r] }"), "stands within what it stands for" },
        { Table.OfRule("{ kind: measurement, quantity: { metric: x, arm: a, better: lower } }"), "name the other arm" },
        { Table.Direction() + "\n  - id: claim\n    statement: x\n    rule: { kind: measurement, quantity: "
            + "{ metric: x, arm: a } }", "two claims are called 'mine/claim'" },
        { "document: mine\ntitle: Mine\nclaims: []", "must be a list of claims" },
        { "- a\n- b", "line 1, column 1: this is no claims file" },
        { "seed,arm,loss\n1,a,2", "judge takes the claims file first" },
        { "", "holds 0 YAML documents" },
        { "a: 1\n---\nb: 2", "holds 2 YAML documents" },
        { "a: [1", "not YAML" },
        { "title: a: b", "line 1, column 9: not YAML" },
        { "title: Mine\n\tdocument: mine", "line 2: not YAML: indent with spaces, not with tabs" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Read_Wrong_IsRefusedWithPlaceAndWayOut(string text, string said) =>
        Assert.Contains(said, Assert.Throws<AuditException>(() => Read(text)).Message);

    [Fact]
    public void Read_SeveralMistakes_TellsAllInTheirOrder()
    {
        var message = Assert.Throws<AuditException>(() => Read(Table.Direction("rnus: 8", "sction: x")
            .Replace("direction", "dirction"))).Message;
        var lines = message.Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.All(lines.Zip([3, 7, 8]), l => Assert.StartsWith($"claims.yaml, line {l.Second}, ", l.First));
    }

    private static Rule Of(string kind, string rest) =>
        Read(Table.OfRule($"{{ kind: {kind}, {rest} }}")).Claims.Single().Rule.Build(true);

    private static ClaimsFile Read(string text) => ClaimsReader.Read(text, "claims.yaml");
}
