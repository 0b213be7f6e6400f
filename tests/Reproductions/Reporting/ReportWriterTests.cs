using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting;

public sealed class ReportWriterTests : IDisposable
{
    private static readonly string[] Names = ["audit.csv", "audit.json", "audit.md", "index.html"];

    private static readonly AuditResult Audit = new(
        new Dictionary<string, string> { ["device"] = "cpu" },
        [SampleAudit.Single("a/b", SampleAudit.Bare("direction", Verdict.Inconclusive, 1))]);

    private readonly string folder = Directory.CreateTempSubdirectory("report-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Write_NewFolder_HoldsTheReportsAndNothingElse()
    {
        var target = Path.Combine(folder, "deep", "er");
        ReportWriter.Write(Audit, target);
        Assert.Equal(Names, Entries(target));
        Assert.Equal(AuditCsv.Render(Audit), File.ReadAllText(Path.Combine(target, "audit.csv")));
        Assert.Equal(AuditJson.Serialize(Audit), File.ReadAllText(Path.Combine(target, "audit.json")));
        Assert.Equal(MarkdownReport.Render(Audit), File.ReadAllText(Path.Combine(target, "audit.md")));
        Assert.Equal(HtmlReport.Render(Audit), File.ReadAllText(Path.Combine(target, "index.html")));
    }

    [Fact]
    public void Write_Twice_ReplacesTheEarlier()
    {
        ReportWriter.Write(Audit with { Claims = [] }, folder);
        ReportWriter.Write(Audit, folder);
        Assert.Equal(Names, Entries(folder));
        Assert.Contains("a/b", File.ReadAllText(Path.Combine(folder, "index.html")));
    }

    [Theory]
    [InlineData("audit.json")]
    [InlineData("index.html")]
    public void Write_FolderInAFilesPlace_LeavesTheOthersAsTheyWere(string name)
    {
        Directory.CreateDirectory(Path.Combine(folder, name));
        var other = Path.Combine(folder, "audit.md");
        File.WriteAllText(other, "earlier");
        var error = Assert.Throws<IOException>(() => ReportWriter.Write(Audit, folder));
        Assert.Contains(folder, error.Message);
        Assert.Contains(name, error.Message);
        Assert.Equal("earlier", File.ReadAllText(other));
        Assert.Equal(new[] { "audit.md", name }.Order(StringComparer.Ordinal), Entries(folder));
    }

    [Fact]
    public void Write_FileInTheFoldersPlace_NamesTheFolder()
    {
        var target = Path.Combine(folder, "file");
        File.WriteAllText(target, "in the way");
        Assert.Contains(target, Assert.Throws<IOException>(() => ReportWriter.Write(Audit, target)).Message);
        Assert.Equal("in the way", File.ReadAllText(target));
    }

    [Fact]
    public void Write_NumberThatIsNotFinite_WritesNothing()
    {
        var judgement = SampleAudit.Bare("direction", Verdict.Inconclusive, 1) with { Estimate = double.NaN };
        var broken = Audit with { Claims = [SampleAudit.Single("a/b", judgement)] };
        Assert.Throws<InvalidOperationException>(() => ReportWriter.Write(broken, folder));
        Assert.Empty(Entries(folder));
    }

    private static IEnumerable<string> Entries(string path) =>
        Directory.EnumerateFileSystemEntries(path).Select(e => Path.GetFileName(e)!).Order(StringComparer.Ordinal);
}
