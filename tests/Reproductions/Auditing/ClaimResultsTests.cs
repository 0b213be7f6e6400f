using Pruning.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing;

public sealed class ClaimResultsTests : IDisposable
{
    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public void Of_EveryReplicateDiverged_IsAReportWithoutCurves()
    {
        var result = place.Audit(new() { Claims = [new FakeStudy { Diverges = _ => true }.Claim()] });
        var primary = result.Claims.Single().Primary;
        Assert.Equal((Verdict.Inconclusive, 7), (primary.Judgement.Verdict, primary.Judgement.Diverged));
        Assert.Empty(primary.Curves);
        Assert.Null(primary.Metrics["a.loss"].Mean);
        Assert.All(primary.Metrics["a.loss"].Values, v => Assert.Null(v));
        Assert.NotEmpty(Workplace.Figures(result));
    }

    [Fact]
    public void Of_SomeReplicatesDiverged_TheirCurvesAreLeftOutAndTheirMetricsAreNull()
    {
        var result = place.Audit(new() { Claims = [new FakeStudy { Diverges = seed => seed <= 4 }.Claim()] });
        var primary = result.Claims.Single().Primary;
        Assert.Equal([null, null, null, null, 0.3125, 0.375, 0.4375], primary.Metrics["a.loss"].Values);
        Assert.Equal(0.375, primary.Metrics["a.loss"].Mean!.Value, 1e-15);
        Assert.Equal([0.375, 0.1875, 0.09375], Assert.Single(primary.Curves).Mean);
        Assert.Equal(3, primary.Curves[0].Singles.Count);
        Assert.NotEmpty(Workplace.Figures(result));
    }

    [Fact]
    public void Of_OneReplicate_IsAReportWithoutSpread()
    {
        var primary = place.Audit(new() { Claims = [new FakeStudy().Claim()], Replicates = 1 }).Claims.Single().Primary;
        Assert.Equal(Verdict.Inconclusive, primary.Judgement.Verdict);
        Assert.Null(primary.Judgement.Sd);
        Assert.Null(primary.Metrics["a.loss"].Sd);
    }

    [Fact]
    public void Of_Curve_HasTheUnitOfItsMetricWhereTheStudyKnowsIt()
    {
        Assert.Equal("nats", UnitIn(new FakeStudy()));
        Assert.Equal("bits", UnitIn(new FakeStudy { UnitOf = curve => curve == "a.loss" ? "bits" : null }));

        string UnitIn(FakeStudy study) =>
            Assert.Single(place.Audit(new() { Claims = [study.Claim()] }).Claims.Single().Primary.Curves).Unit;
    }

    [Fact]
    public void Of_TradeOffOfTheStudy_IsTheClaims()
    {
        Assert.Equal(new("macs", "loss"), Of(new FakeStudy { TradeOff = ("macs", "loss") }).TradeOff);
        Assert.Null(Of(new FakeStudy()).TradeOff);

        ClaimResult Of(FakeStudy study) => place.Audit(new() { Claims = [study.Claim()] }).Claims.Single();
    }

    [Fact]
    public void AcrossDocuments_WholeDocument_IsCorrectedByHolm()
    {
        // p of a − b > 0 is near 1 and p of b − a > 0 near 0: the least of m counts m times.
        var experiment = new FakeStudy();
        var m = Catalogue.Documents.Single(d => d.Id == "dynamic").Claims.Count;
        Claim[] claims = [.. Enumerable.Range(0, m).Select(i => i == 0 ? experiment.Claim("dynamic/0", "b", "a")
            : experiment.Claim($"dynamic/{i}"))];
        var judgements = place.Audit(new() { Claims = claims, Readings = ReadingSet.All }).Claims.Select(c =>
            c.Primary.Judgement).ToArray();
        Assert.Equal(m * judgements[0].PValue!.Value, judgements[0].PHolm!.Value, 1e-12);
        Assert.All(judgements[1..], j => Assert.Equal(1, j.PHolm!.Value, 1e-12));
    }

    [Fact]
    public void AcrossDocuments_PartOfADocument_IsNotCorrected()
    {
        var result = place.Audit(new() { Claims = [new FakeStudy().Claim()] });
        Assert.Null(result.Claims.Single().Primary.Judgement.PHolm);
        Assert.NotNull(result.Claims.Single().Primary.Judgement.PValue);
    }

    [Fact]
    public void AcrossDocuments_OtherReadings_AreNotCorrected()
    {
        var experiment = new FakeStudy();
        var m = Catalogue.Documents.Single(d => d.Id == "dynamic").Claims.Count;
        var result = place.Audit(new()
        {
            Claims = [.. Enumerable.Range(0, m)
            .Select(i => experiment.Claim($"dynamic/{i}"))],
            Readings = ReadingSet.All
        });
        Assert.All(result.Claims, c => Assert.All(c.Readings,
            r => Assert.Equal(r.Primary, r.Judgement.PHolm is not null)));
    }
}
