using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Pruning.Tests.Reproductions.Reporting;
using Xunit;

namespace Pruning.Tests.Reproductions.Commands;

public sealed class CompareCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("compare-").FullName;

    private string Then => Path.Combine(folder, "then");

    private string Now => Path.Combine(folder, "now");

    private string Output => Path.Combine(folder, "deep", "out");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Compare_AVerdictMoved_IsTableAndPageAndExitCode0()
    {
        Write(Then, Verdict.Reproduced);
        Write(Now, Verdict.Contradicted);
        using var child = ChildProcess.Run("compare", Then, Path.Combine(Now, "audit.json"), "--out", Output);
        Assert.Equal((0, string.Empty), (child.ExitCode, child.Errors));
        var row = child.Output.Split('\n').First(l => l.Contains("| a/b", StringComparison.Ordinal));
        Assert.Equal(["a/b", "reproduced", "contradicted", "1.0000 nats, n = 8", "1.0000 nats, n = 8", "moved"],
            row.Trim('|').Split('|', StringSplitOptions.TrimEntries).Select(c => c.TrimStart('+')));
        Assert.Contains("1 verdict moved", child.Output);
        Assert.Contains("data-verdict=\"moved\"", File.ReadAllText(Path.Combine(Output, "index.html")));
    }

    /// <summary>There it would replace the page of that report, whose name it has.</summary>
    [Theory]
    [InlineData("then")]
    [InlineData("now/.")]
    public void Compare_IntoTheFolderOfAReport_IsRefusedAndLeavesIt(string output)
    {
        Write(Then, Verdict.Reproduced);
        Write(Now, Verdict.Contradicted);
        var page = Path.Combine(folder, output, "index.html");
        var before = File.ReadAllText(page);
        using var child = ChildProcess.Run("compare", Then, Path.Combine(Now, "audit.json"), "--out",
            Path.Combine(folder, output));
        Assert.Equal(1, child.ExitCode);
        Assert.Contains("would overwrite", child.Errors);
        Assert.Equal(before, File.ReadAllText(page));
    }

    [Fact]
    public void Compare_NoSuchReport_NamesItAndWritesNothing()
    {
        Write(Then, Verdict.Reproduced);
        using var child = ChildProcess.Run("compare", Then, Now, "--out", Output);
        Assert.Equal(1, child.ExitCode);
        Assert.Contains($"The later report '{Now}' does not exist.", child.Errors);
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public void Compare_AFileThatIsNoReport_NamesIt()
    {
        Write(Now, Verdict.Reproduced);
        Directory.CreateDirectory(Then);
        var file = Path.Combine(Then, "audit.json");
        File.WriteAllText(file, "{}");
        using var child = ChildProcess.Run("compare", Then, Now, "--out", Output);
        Assert.Equal(1, child.ExitCode);
        Assert.Contains($"'{file}'", child.Errors);
    }

    private static void Write(string path, Verdict verdict) => ReportWriter.Write(
        new(new Dictionary<string, string> { ["numerics"] = "exact-1" },
            [SampleAudit.Single("a/b", SampleAudit.Bare("direction", verdict, 8) with { Estimate = 1 })]), path);
}
