using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Expectations;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Engine;
using Pruning.Tests.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Expectations;

/// <summary>Verdicts worked out again from a file, over invented replicates and every kind of rule.</summary>
public sealed class RecomputationTests : IDisposable
{
    private static readonly Quantity Gain = Quantity.Difference("b.loss", "a.loss");

    private static readonly Rule[] EveryKind =
    [
        new DirectionRule(Gain, 0.25),
        new SizeRule(Gain, 0.25),
        new BoundRule(Quantity.Metric("a.loss"), 0.5, 0.3),
        new EquivalenceRule(Gain, 1, 0),
        new PointRule(Quantity.Metric("a.loss"), 0.25, 0.2, 0.3, 2),
        new ThresholdRule([Gain, Quantity.Difference("a.loss", "b.loss")], 0.125),
        new ExactRule([new(Quantity.Metric("a.count"), "54", x => x == 54),
            new(Quantity.Metric("a.loss"), "under 0.3", x => x < 0.3)]),
        new MeasurementRule(Gain),
        new CompositeRule([new DirectionRule(Gain), new ThresholdRule([Gain, Quantity.Metric("a.loss")], 0),
            new ExactRule([new(Quantity.Metric("a.count"), "54", x => x == 54)])]),
    ];

    private readonly Workplace place = new();

    public static TheoryData<int, int> Cases =>
        [.. Enumerable.Range(0, EveryKind.Length).SelectMany(i => new[] { (i, 0), (i, 3) })];

    public void Dispose() => place.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Moved_AcceptedAndReadBack_IsNothing(int kind, int diverging)
    {
        var (claim, audit) = Accepted(EveryKind[kind], diverging);
        Assert.Empty(Recomputation.ChangedArms(claim, audit));
        Assert.Equal(claim.Rule.Quantities.Count(), audit.Differences.Columns.Count);
        Assert.All(audit.Differences.Columns, c => Assert.Equal(FakeStudy.RegisteredPrimary, c.Values.Count));
    }

    [Fact]
    public void Moved_ADifferenceChangedByHand_IsFound()
    {
        var (claim, audit) = Accepted(EveryKind[0], 0);
        var column = audit.Differences.Columns[0];
        var changed = audit with
        {
            Differences = audit.Differences
            with
            { Columns = [column with { Values = [column.Values[0] + 1e-6, .. column.Values.Skip(1)] }] }
        };
        Assert.Contains("estimate", Recomputation.ChangedArms(claim, changed).Select(d => d.What));
        Assert.Equal(["verdict"], Recomputation.ChangedArms(claim, audit with { Verdict = Verdict.Partial })
            .Select(d => d.What));
        Assert.Equal(["pFlip"], Recomputation.ChangedArms(claim, audit with { PFlip = null }).Select(d => d.What));
    }

    [Fact]
    public void Of_DifferencesOfAnotherRule_IsRefused()
    {
        var (claim, audit) = Accepted(EveryKind[0], 0);
        var column = audit.Differences.Columns[0];
        foreach (var columns in new IReadOnlyList<DifferenceColumn>[] { [], [column, column],
            [column with { Quantity = "other" }], [column with { Values = [1, 2] }] })
        {
            var error = Assert.Throws<AuditException>(() =>
                Recomputation.Of(claim, audit with { Differences = audit.Differences with { Columns = columns } }));
            Assert.Contains("accept again", error.Message);
        }
    }

    [Fact]
    public void MovedAcross_CorrectsOverTheDocument()
    {
        var (first, second) = (Accepted(EveryKind[0], 0), Accepted(EveryKind[2], 0));
        var (a, b) = (first.Audit.PValue!.Value, second.Audit.PValue!.Value);
        var (x, y) = (first.Audit.PAgainst!.Value, second.Audit.PAgainst!.Value);
        var corrected = (
            First: first.Audit with { PHolm = Holm(a, b), PAgainstHolm = Holm(x, y) },
            Second: second.Audit with { PHolm = Holm(b, a), PAgainstHolm = Holm(y, x) });
        Assert.Empty(Recomputation.MovedAcross([(first.Claim, corrected.First), (second.Claim, corrected.Second)]));
        Assert.Single(Recomputation.MovedAcross([(first.Claim, corrected.First),
            (second.Claim, corrected.Second with { PHolm = null })]));

        static double Holm(double own, double other) =>
            Math.Min(1, own <= other ? 2 * own : Math.Max(own, 2 * other));
    }

    /// <summary>
    /// The audit part that a claim's file would hold, through the audit's report and the file itself.
    /// </summary>
    /// <param name="diverging">The seed that diverges; 0: none.</param>
    private (Claim Claim, AuditPart Audit) Accepted(Rule rule, int diverging)
    {
        var experiment = new FakeStudy { Diverges = seed => seed == diverging };
        var claim = experiment.Claim() with { Rule = rule };
        var environment = new RunEnvironment(Device.Cpu, new Dictionary<string, string>());
        Replicate[] replicates = [.. Enumerable.Range(1, FakeStudy.RegisteredPrimary)
            .Select(s => experiment.Of(experiment.Primary, s))];
        var result = ClaimResults.Of(claim, [(claim.Readings[0], new Run(replicates, [replicates.Length], true))]) with
        {
            UnstatedRun = true,
        };
        var primary = result.Primary with
        {
            Judgement = result.Primary.Judgement
            with
            { PHolm = result.Primary.Judgement.PValue, PAgainstHolm = result.Primary.Judgement.PAgainst }
        };
        var audit = AuditJson.Parse(AuditJson.Serialize(new(environment.Facts,
            [result with { Readings = [primary] }])));
        var folder = new ExpectedFolder(place.Folder);
        new Acceptance(folder, environment).Merge(claim,
            new([.. Enumerable.Range(1, 8).Select(s => experiment.Of(experiment.Primary, s))]), audit)
            .Write(folder.PathOf(claim.Id));
        return (claim, ExpectedFile.Read(folder.PathOf(claim.Id))!.Audit!);
    }
}
