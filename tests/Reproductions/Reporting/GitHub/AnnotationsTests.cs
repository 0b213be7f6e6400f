using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting.Comparing;
using Pruning.Reproductions.Reporting.GitHub;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting.GitHub;

/// <summary>Workflow commands for GitHub: their escapes, and which claims get one.</summary>
public sealed class AnnotationsTests
{
    private static readonly Dictionary<string, string> Facts = new() { ["numerics"] = "exact-1" };

    [Fact]
    public void ToString_EverySpecialCharacter_IsEscapedWhereItCounts() => Assert.Equal(
        "::warning file=a%2Cb%3A100%25%0D%0A.yaml,line=7,title=x%3A y%2C 5%25::100%25, a: b%0D%0A::error::c",
        new Annotation("warning", "x: y, 5%", "100%, a: b\r\n::error::c", new("a,b:100%\r\n.yaml", 7)).ToString());

    [Fact]
    public void ToString_WithoutAPlace_NamesNoFile() =>
        Assert.Equal("::notice title=t::m", new Annotation("notice", "t", "m", null).ToString());

    [Fact]
    public void Of_MovedAndContradicted_AreToldOnceEach()
    {
        var (b, c) = (Claim("b", Verdict.Contradicted), Claim("c", Verdict.Reproduced));
        var then = Audit(Claim("a", Verdict.Reproduced), b, c);
        var now = Audit(Claim("a", Verdict.Contradicted), b, c);
        var annotations = Annotations.Of(now, AuditComparison.Of(then, now),
            id => id == "net/b" ? new ClaimPlace("claims.yaml", 3) : null);
        Assert.Equal(
            [("warning", "net/a moved", null), ("notice", "net/b is contradicted", new ClaimPlace("claims.yaml", 3))],
            annotations.Select(a => (a.Kind, a.Title, a.At)));
        Assert.StartsWith("Was reproduced: ", annotations[0].Message);
        Assert.Contains("\nIs contradicted: ", annotations[0].Message);

        Assert.Equal(["net/a is contradicted", "net/b is contradicted"],
            Annotations.Of(now, null, _ => null).Select(a => a.Title));
    }

    [Theory]
    [InlineData(10, 10, "net/10 moved")]
    [InlineData(11, 10, "2 further moved")]
    [InlineData(60, 10, "51 further moved")]
    public void Of_MoreThanGitHubShows_EndsWithTheirNumber(int moved, int told, string last)
    {
        var ids = Enumerable.Range(1, moved).Select(i => $"{i}").ToArray();
        var then = Audit([.. ids.Select(i => Claim(i, Verdict.Contradicted))]);
        var now = Audit([.. ids.Select(i => Claim(i, Verdict.Reproduced))]);
        var annotations = Annotations.Of(now, AuditComparison.Of(then, now), _ => null);
        Assert.Equal((told, last), (annotations.Count, annotations[^1].Title));
    }

    [Fact]
    public void Of_AVeryLongStatement_IsShortened()
    {
        var claim = SampleAudit.Single("net/a", SampleAudit.Bare("direction", Verdict.Contradicted, 8),
            statement: string.Join(' ', Enumerable.Repeat("word", 10_000)));
        Assert.InRange(Annotations.Of(Audit(claim), null, _ => null).Single().Message.Length, 1_900, 2_000);
    }

    [Fact]
    public void PlaceOf_EveryClaim_IsTheOneLineThatStatesIt()
    {
        var sources = new DocumentSources(Repository.Root);
        var lines = Repository.Sources("src/Reproductions/Papers")
            .Where(f => f.Contains("Document", StringComparison.Ordinal)).SelectMany(Repository.Lines).ToList();
        Assert.All(Catalogue.Claims.Select(c => c.Id), id =>
        {
            var place = Assert.NotNull(sources.PlaceOf(id));
            Assert.Contains($"(\"{id}\", ", Repository.Lines(place.File)[place.Line - 1]);
            Assert.Single(lines, l => l.Contains($"\"{id}\"", StringComparison.Ordinal));
        });
        Assert.Null(sources.PlaceOf("dynamic/nothing"));
    }

    [Fact]
    public void PlaceOf_AnotherRepository_IsNone()
    {
        var folder = Directory.CreateTempSubdirectory("other-");
        Assert.Null(new DocumentSources(folder.FullName).PlaceOf("dynamic/penguins-rows"));
        folder.Delete();
    }

    private static AuditResult Audit(params ClaimResult[] claims) => new(Facts, claims);

    private static ClaimResult Claim(string name, Verdict verdict) =>
        SampleAudit.Single($"net/{name}", SampleAudit.Bare("direction", verdict, 8));
}
