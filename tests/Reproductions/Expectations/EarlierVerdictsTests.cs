using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Expectations;
using Pruning.Tests.Reproductions.Auditing;
using Pruning.Tests.Reproductions.Reporting;
using Xunit;

namespace Pruning.Tests.Reproductions.Expectations;

public sealed class EarlierVerdictsTests : IDisposable
{
    private readonly Workplace place = new();
    private readonly List<string> warnings = [];

    private ExpectedFolder Folder => new(Path.Combine(place.Folder, "expected"));

    public void Dispose() => place.Dispose();

    [Fact]
    public void Beside_NotRunOrOpen_HoldsTheAcceptedVerdict()
    {
        Accept("dynamic/long");
        Accept("dynamic/open");
        Accept("dynamic/decided");
        var result = Beside();
        var earlier = result.Claims[0].Earlier!;
        Assert.Equal(("2026-11-26", Verdict.Reproduced, 16), (earlier.Date, earlier.Verdict, earlier.N));
        Assert.Equal((0.3, 0.05, 0.55), (earlier.Estimate!.Value, earlier.Lower!.Value, earlier.Upper!.Value));
        Assert.Equal(("reproduced", "reproduced, seeds only", "+0.3000 [+0.0500, +0.5500] nats"),
            (earlier.Headline, earlier.Words, earlier.Measured));
        Assert.NotNull(result.Claims[1].Earlier);
        Assert.Null(result.Claims[2].Earlier);
        Assert.Empty(warnings);
    }

    [Fact]
    public void Beside_NothingAccepted_IsNothing()
    {
        Assert.All(Beside().Claims, c => Assert.Null(c.Earlier));
        Assert.Empty(warnings);
    }

    [Fact]
    public void Beside_OutsideTheProject_SaysOfHowManyClaimsVerdictsWouldBeThere()
    {
        Assert.All(EarlierVerdicts.Beside(Audit(), null, warnings.Add).Claims, c => Assert.Null(c.Earlier));
        Assert.Contains("2 of the claims", Assert.Single(warnings));
        warnings.Clear();
        var decided = Audit() with { Claims = [Audit().Claims[2]] };
        Assert.Equal(decided, EarlierVerdicts.Beside(decided, null, warnings.Add));
        Assert.Empty(warnings);
    }

    [Fact]
    public void Beside_DamagedFile_IsPassedOverWithAWarning()
    {
        Accept("dynamic/open");
        Directory.CreateDirectory(Path.Combine(Folder.Root, "dynamic"));
        File.WriteAllText(Folder.PathOf("dynamic/long"), "{");
        var result = Beside();
        Assert.Null(result.Claims[0].Earlier);
        Assert.NotNull(result.Claims[1].Earlier);
        Assert.Contains(Folder.PathOf("dynamic/long"), Assert.Single(warnings));
    }

    private static AuditResult Audit() => new(new Dictionary<string, string>(),
        [Of("dynamic/long", SampleTiers.NotRun()), Of("dynamic/open", SampleTiers.Open()),
            Of("dynamic/decided", SampleAudit.Bare("direction", Verdict.Contradicted, 8))]);

    private static ClaimResult Of(string id, Judgement judgement)
    {
        var claim = SampleAudit.Single(id, judgement);
        return claim with { Readings = [claim.Primary with { Most = 32 }] };
    }

    private AuditResult Beside() => EarlierVerdicts.Beside(Audit(), Folder, warnings.Add);

    private void Accept(string claim)
    {
        var part = new AuditPart("direction", Verdict.Reproduced, 16, Rule.Version, 0.3, 0.1, 0.5, 0.05, 0.55, 0.1,
            null, 0.001, null, null, null, null, false, 0, Verdict.Reproduced, null, null, null, null, null, null, [],
            [], "–", "+0.3000 [+0.0500, +0.5500] nats", "reproduced", "reproduced, seeds only", "exact-1",
            new([1], [1], []), [], "2026-11-26");
        new ExpectedFile(claim, part, new(8, [], new Dictionary<string, CheckEntry>())).Write(Folder.PathOf(claim));
    }
}
