using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Reporting.Sections;
using Pruning.Reproductions.Studies;
using Pruning.Reproductions.Studies.Measuring;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;
using Pruning.Tests.Reproductions.Reporting;
using Xunit;

namespace Pruning.Tests.Reproductions.Adding;

/// <summary>The examples of docs/adding.md that belong to audits run, are judged and are shown.</summary>
public sealed class DocumentTests
{
    private static readonly Claim Claim = new HalfOfIrisDocument().Claims.Single();

    [Fact]
    public void Document_ShortRun_IsJudgedUnderEveryReading()
    {
        using var session = Claim.Study.Open(Device.Cpu);
        Assert.Equal(["primary", "scope=layerwise", "epochs=200"], Claim.Readings.Select(r => r.Id));
        Assert.All(Claim.Readings, reading =>
        {
            var replicates = Run(session, reading);
            Assert.All(replicates, r => Assert.Equal(56, r.Values["magnitude.removed"])); // half of 4·16 + 16·3
            Assert.Equal(8, Claim.Judge(replicates, reading).N);
        });
    }

    [Fact]
    public void Document_File_IsUnderEightyLines() =>
        Assert.True(Repository.Lines("tests/Reproductions/Adding/HalfOfIrisDocument.cs").Length < 80);

    [Fact]
    public void Rule_Example_JudgesTheDocument()
    {
        using var session = Claim.Study.Open(Device.Cpu);
        var rule = new MajorityRule(Claim.Rule.Quantities.Single(), Least: 0);
        var judgement = rule.Judge(Run(session, Claim.Readings[0]), InferenceScope.Seeds);
        Assert.Equal(("majority", 8), (judgement.Kind, judgement.N));
        Assert.Equal(judgement.Values.Count(v => v > 0) > 4 ? Verdict.Reproduced : Verdict.Contradicted,
            judgement.Verdict);
    }

    [Fact]
    public void Section_Example_StandsInBothReports()
    {
        var audit = SampleAudit.Penguins();
        var seeds = $"Seeds: {string.Join(", ", audit.Claims[0].Primary.Seeds)}.";
        IReadOnlyList<IReportSection<AuditResult>> sections = [new ClaimsSection([new SeedsSection()])];
        Assert.Contains(seeds, HtmlReport.Render(audit, sections));
        Assert.Contains(seeds, MarkdownReport.Render(audit, sections));
    }

    [Fact]
    public void DataSet_Example_IsLearnt()
    {
        var plan = new StudyPlan(Rings.Data);
        var net = new Architecture(new Linear("hidden", 2, 16), new Relu(), new Linear("output", 16, 2));
        plan.Measure("net", plan.Start(net, Init.FanIn()).Train(new(new Adam(0.01), 100, 10)),
            Measure.MeanTestAccuracy);
        using var data = new OpenData(Rings.Data, Device.Cpu);
        using var run = new StudyRun(plan, [1, 2, 3], data, new(), _ => { }, TestContext.Current.CancellationToken);
        Assert.All(run.Run(), r => Assert.True(r.Values["net.testAccuracy"] > 0.75));
    }

    private static IReadOnlyList<Replicate> Run(Session session, Reading reading) =>
        session.Run(reading, [.. Enumerable.Range(1, 8)], _ => { }, TestContext.Current.CancellationToken);
}
