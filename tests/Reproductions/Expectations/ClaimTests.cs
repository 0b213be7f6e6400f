using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Expectations;
using Xunit;

namespace Pruning.Tests.Reproductions.Expectations;

/// <summary>Every claim against its expected file: its short run is repeated here, on whatever machine this is.</summary>
public sealed class ClaimTests(ITestOutputHelper output)
{
    private static readonly ExpectedFolder Folder = ExpectedFolder.Find();
    private static readonly Lazy<RunEnvironment> Machine = new(() => RunEnvironment.Start());

    public static TheoryData<string> Ids => [.. Catalogue.Claims.Select(c => c.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Claim_ShortRun_IsAsExpected(string id)
    {
        var claim = Catalogue.Claims.Single(c => c.Id == id);
        var path = Folder.PathOf(id);
        var expected = ExpectedFile.Read(path);
        Assert.True(expected is not null, $"{path} is missing. Audit, then accept: dotnet run --project src/Reproductions -c Release -- accept --claims {id}");

        var check = CheckRun.Of(claim.Experiment, Machine.Value);
        var found = check.EntryOf(claim, Machine.Value);
        var comparison = Compare(claim, expected, found);
        foreach (var edge in comparison.Edges)
        {
            output.WriteLine(edge);
        }

        if (comparison.Differences.Count > 0)
        {
            new Acceptance(Folder, Machine.Value).Merge(claim, check, null).Write(Folder.ReceivedOf(id));
            Assert.Fail($"{id} moved; {Folder.ReceivedOf(id)} holds what was found.\n{Table(comparison)}");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Claim_AuditPart_IsOfTheRegisteredProtocol(string id)
    {
        var claim = Catalogue.Claims.Single(c => c.Id == id);
        var audit = ExpectedFile.Read(Folder.PathOf(id))?.Audit;
        Assert.NotNull(audit);
        Assert.Equal(claim.Experiment.Primary.Registered, audit.N);
        Assert.Equal(claim.Rule.Kind, audit.Kind);
        Assert.Equal(Rule.Version, audit.RuleVersion);
    }

    [Fact]
    public void ExpectedFiles_AreThoseOfTheClaims() =>
        Assert.Equal(Catalogue.Claims.Select(c => c.Id).Order(StringComparer.Ordinal), Folder.Claims);

    private static Comparison Compare(Claim claim, ExpectedFile expected, CheckEntry found)
    {
        if (expected.Check.Entries.TryGetValue(Machine.Value.Fingerprint, out var same))
        {
            return Comparison.Exact(same, found);
        }

        Assert.NotEmpty(expected.Check.Entries);
        var all = expected.Check.Entries.Values.Select(e => Comparison.AcrossMachines(e, found, claim.Experiment.IsCount)).ToList();
        return new([.. all.SelectMany(c => c.Differences)], [.. all.SelectMany(c => c.Edges)]);
    }

    private static string Table(Comparison comparison) =>
        string.Join('\n', comparison.Differences.Select(d => $"  {d.What,-40} expected {d.Expected,-50} found {d.Found}"));
}
