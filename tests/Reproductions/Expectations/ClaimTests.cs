using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Expectations;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Studies;
using Pruning.Tests.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Expectations;

/// <summary>
/// Every claim against its expected file: its short run is repeated here, on whatever machine this is.
/// </summary>
public sealed class ClaimTests(ITestOutputHelper output)
{
    private static readonly ExpectedFolder Folder = ExpectedFolder.Find();
    private static readonly Lazy<RunEnvironment> Machine = new(() => RunEnvironment.Start());
    private static readonly Lazy<TwoSampleTest> OverAllFiles = new(() => TwoSampleTest.Over(Folder, Catalogue.Claims));

    public static TheoryData<string> Ids => [.. Catalogue.Claims.Select(c => c.Id)];

    /// <summary>The claims that have an accepted audit: those that can be run anywhere and rest on no times.</summary>
    public static TheoryData<string> Accepted => [.. Catalogue.Claims.Where(IsAccepted).Select(c => c.Id)];

    /// <summary>The claims whose verdicts are on times.</summary>
    public static TheoryData<string> OnTheSpot => [.. Catalogue.Claims.Where(c => c.IsOnTheSpot).Select(c => c.Id)];

    public static TheoryData<string> Documents => [.. Catalogue.Documents.Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Claim_ShortRun_IsAsExpected(string id)
    {
        var claim = Catalogue.Claims.Single(c => c.Id == id);
        if (MissingClaim.Is(claim))
        {
            MissingClaim.Check(claim, Folder);
            return;
        }

        var path = Folder.PathOf(id);
        var expected = ExpectedFile.Read(path);
        Assert.SkipWhen(expected is null && MissingClaim.MayBe(claim), "Its data are here, and nothing is accepted yet.");
        Assert.True(expected is not null,
            $"{path} is missing. Audit, then accept: dotnet run --project src/Reproductions -c Release -- accept "
            + $"--claims {id}");

        var environment = Machine.Value;
        var check = CheckRun.Of(claim.Study, environment, CheckRun.TestedReplicates(claim.Study, environment));
        var comparison = Comparison.Of(claim, expected, check, environment, OverAllFiles.Value);
        foreach (var edge in comparison.Edges)
        {
            output.WriteLine(edge);
        }

        if (comparison.Differences.Count > 0)
        {
            var whole = CheckRun.Of(claim.Study, environment, CheckRun.AcceptedReplicates(claim.Study));
            new Acceptance(Folder, environment).Merge(claim, whole, null).Write(Folder.ReceivedOf(id));
            Assert.Fail($"{id} moved; {Folder.ReceivedOf(id)} holds what was found.\n{Table(comparison)}");
        }
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Claim_AuditPart_IsOfTheRegisteredProtocol(string id)
    {
        var claim = Catalogue.Claims.Single(c => c.Id == id);
        var audit = ExpectedFile.Read(Folder.PathOf(id))?.Audit;
        Assert.NotNull(audit);
        Assert.Contains(audit.N, claim.Study.Primary.Looks);
        Assert.Equal(claim.Rule.Kind, audit.Kind);
        Assert.Equal(Rule.Version, audit.RuleVersion);
        Assert.Equal(Registration.Seeds(audit.N), audit.Differences.Seeds);
        Assert.Equal(claim.Study.Primary.Looks.TakeWhile(n => n <= audit.N), audit.Differences.Looks);
        Assert.True(audit.N == claim.Study.Primary.Looks[^1] || Recomputation.Of(claim, audit).IsConcluded);

        // A contradiction is final only beside every reading of an open choice.
        var open = claim.Readings.Where(r => !r.Primary && r.Stance == Stance.Unstated).ToList();
        var contradicted = audit.Verdict is Verdict.Contradicted or Verdict.HangsOn;
        var missing = (audit.Missing ?? []).Select(m => m.Reading).ToList();
        Assert.Equal(contradicted ? open.Select(r => r.Id).Except(missing) : [],
            audit.Unstated.Select(u => u.Reading));
        Assert.Empty(missing.Except(open.Select(r => r.Id)));
        Assert.Matches("^20[0-9]{2}-[01][0-9]-[0-3][0-9]$", audit.Date);
        Assert.All(audit.Unstated, u => Assert.Equal(Registration.Seeds(u.Differences.Seeds.Count),
            u.Differences.Seeds));
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Claim_Verdict_FollowsFromTheAcceptedDifferencesAlone(string id)
    {
        var audit = ExpectedFile.Read(Folder.PathOf(id))?.Audit;
        Assert.NotNull(audit);
        Assert.Empty(Recomputation.ChangedArms(Catalogue.Claims.Single(c => c.Id == id), audit));
        Assert.StartsWith(audit.Headline, audit.Words);
        Assert.StartsWith(audit.Verdict == Verdict.HangsOn ? "hangs on " : VerdictText.Of(audit.Verdict),
            audit.Headline);
    }

    [Theory]
    [MemberData(nameof(OnTheSpot))]
    public void Claim_OnTimes_HasNoAcceptedAudit(string id)
    {
        var file = ExpectedFile.Read(Folder.PathOf(id));
        Assert.Null(file!.Audit);
        Assert.All(file.Check.Entries.Values.SelectMany(e => e.Metrics.Keys), metric => Assert.NotEqual(
            Nature.Time, Catalogue.Claims.Single(c => c.Id == id).Study.NatureOf(metric)));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_CorrectedPValues_FollowFromTheAcceptedDifferencesAlone(string id)
    {
        var claims = Catalogue.Documents.Single(d => d.Id == id).Claims.Where(IsAccepted).Select(c =>
            (c, ExpectedFile.Read(Folder.PathOf(c.Id))?.Audit)).ToList();
        Assert.All(claims, c => Assert.NotNull(c.Audit));
        Assert.Empty(Recomputation.MovedAcross([.. claims.Select(c => (c.c, c.Audit!))]));
    }

    [Fact]
    public void ExpectedFiles_AreThoseOfTheClaims() =>
        Assert.Equal(Catalogue.Claims.Where(c => !MissingClaim.MayBe(c)).Select(c => c.Id).Order(StringComparer.Ordinal),
            Folder.Claims);

    [Fact]
    public void ExpectedFiles_WrittenAgain_AreTheSameText() => Assert.All(Folder.Claims, id =>
    {
        using var place = new Workplace();
        var copy = Path.Combine(place.Folder, "copy.json");
        ExpectedFile.Read(Folder.PathOf(id))!.Write(copy);
        Assert.Equal(File.ReadAllText(Folder.PathOf(id)), File.ReadAllText(copy));
    });

    [Fact]
    public void MissingClaim_WithoutFileAndWithAWayOut_Passes()
    {
        using var place = new Workplace();
        var folder = new ExpectedFolder(place.Folder);
        var claim = new FakeStudy { MissingOf = _ => "Set PRUNING_DATA to a folder of pictures." }.Claim();
        Assert.True(MissingClaim.Is(claim));
        MissingClaim.Check(claim, folder);

        new ExpectedFile(claim.Id, null, new(8, [], new Dictionary<string, CheckEntry>()))
            .Write(folder.PathOf(claim.Id));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => MissingClaim.Check(claim, folder));
    }

    [Fact]
    public void MissingClaim_WithoutAWayOut_Fails()
    {
        using var place = new Workplace();
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => MissingClaim.Check(
            new FakeStudy { MissingOf = _ => "There are no pictures." }.Claim(), new(place.Folder)));
    }

    private static bool IsAccepted(Claim claim) => !MissingClaim.MayBe(claim) && !claim.IsOnTheSpot;

    private static string Table(Comparison comparison) =>
        string.Join('\n', comparison.Differences.Select(d =>
            $"  {d.What,-40} expected {d.Expected,-50} found {d.Found}"));
}
