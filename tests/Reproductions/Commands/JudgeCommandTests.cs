using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Pruning.Tests.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Commands;

/// <summary><c>judge</c> and <c>export</c> as programs, with the example that <c>judge</c> writes.</summary>
public sealed partial class JudgeCommandTests : IDisposable
{
    private static readonly string[] Reports = ["audit.csv", "audit.json", "audit.md", "index.html"];

    private readonly string folder = Directory.CreateTempSubdirectory("judge-").FullName;

    private string Claims => Path.Combine(folder, "claims.yaml");

    private string Runs => Path.Combine(folder, "runs.csv");

    private string Output => Path.Combine(folder, "out");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Judge_Example_RunsAsItIs()
    {
        using var written = ChildProcess.Run("judge", "--example", folder);
        Assert.Equal((0, string.Empty), (written.ExitCode, written.Errors));
        Assert.Contains($"judge {Claims} {Runs}", written.Output);
        using var child = ChildProcess.Run("judge", Claims, Runs, "--out", Output);
        Assert.Equal((0, string.Empty), (child.ExitCode, child.Errors));
        Assert.Contains(Path.Combine(Output, "index.html"), child.Output);
        Assert.Equal(Reports, Directory.EnumerateFiles(Output).Select(f => Path.GetFileName(f)!).Order());

        var audit = AuditJson.Parse(File.ReadAllText(Path.Combine(Output, "audit.json")));
        Assert.All(audit.Claims, c => Assert.Equal(Verdict.Reproduced, c.Verdict));
        Assert.Equal(Regex.Count(File.ReadAllText(Claims), "^  - id: ", RegexOptions.Multiline), audit.Claims.Count);
        Assert.All(audit.Claims, c => Assert.True(c.Primary.Registered));
        Assert.Equal(("claims.yaml", Digest(Claims)),
            (audit.Environment["claims"], audit.Environment["claims.sha256"]));
        Assert.Equal(("runs.csv", Digest(Runs), "24"), (audit.Environment["runs"], audit.Environment["runs.sha256"],
            audit.Environment["runs.rows"]));
    }

    [Fact]
    public void Judge_Report_SpeaksOfTheRunsAlone()
    {
        Example();
        using var child = ChildProcess.Run("judge", Claims, Runs, "--out", Output);
        var words = Tags().Replace(Scripts().Replace(File.ReadAllText(Path.Combine(Output, "index.html")), " "), " ")
            + File.ReadAllText(Path.Combine(Output, "audit.md")) + child.Output;
        Assert.All(new[] { "reading", "expected/", "replication", "pruning, run again", "published pruning", "accept",
            "kernels", "numerics", "science" }, word =>
            Assert.DoesNotContain(word, words, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("What these runs say", words);
    }

    [Fact]
    public void Judge_Svg_WritesEachFigureInBothWidths()
    {
        Example();
        var figures = Path.Combine(folder, "deep", "figures");
        using var child = ChildProcess.Run("judge", Claims, Runs, "--out", Output, "--svg", figures);
        Assert.Equal((0, string.Empty), (child.ExitCode, child.Errors));
        var names = Directory.EnumerateFiles(figures).Select(f => Path.GetFileName(f)!).ToList();
        Assert.NotEmpty(names);
        Assert.All(names, n => Assert.Matches("^[a-z0-9-]+-(readings|runs)-(89|183)mm[.]svg$", n));
        Assert.Equal(names.Count(n => n.EndsWith("-89mm.svg")), names.Count(n => n.EndsWith("-183mm.svg")));
        Assert.Contains($"{names.Count} figures: {figures}", child.Output);
    }

    [Fact]
    public void Judge_SvgIntoAFile_IsRefusedBeforeAnythingIsRead()
    {
        Example();
        File.WriteAllText(Runs, "no table");
        using var child = ChildProcess.Run("judge", Claims, Runs, "--out", Output, "--svg", Claims);
        Assert.Equal(1, child.ExitCode);
        Assert.Contains($"'{Claims}'", child.Errors);
        Assert.DoesNotContain("runs.csv", child.Errors);
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public void Judge_ExampleWhereThereIsOne_TouchesNothing()
    {
        File.WriteAllText(Runs, "mine");
        using var child = ChildProcess.Run("judge", "--example", folder);
        Assert.Equal(1, child.ExitCode);
        Assert.Contains(Runs, child.Errors);
        Assert.Equal("mine", File.ReadAllText(Runs));
        Assert.False(File.Exists(Claims));
        using var file = ChildProcess.Run("judge", "--example", Runs);
        Assert.Equal(1, file.ExitCode);
        Assert.Contains("is a file; name a folder", file.Errors);
    }

    [Theory]
    [InlineData("judge", "judge --example")]
    [InlineData("judge claims.yaml", "claims file and a table")]
    [InlineData("judge --example here there", "--example")]
    [InlineData("judge --example --out x", "a folder and nothing else")]
    [InlineData("judge a b c", "judge --help")]
    [InlineData("judge a b --ot x", "--out")]
    [InlineData("export", "export --help")]
    [InlineData("export x", "--csv")]
    public void Run_ArgumentsMissingOrTooMany_AreRefused(string line, string named)
    {
        using var child = ChildProcess.RunIn(folder, line.Split(' '));
        Assert.Equal(2, child.ExitCode);
        Assert.Contains(named, child.Errors);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public void Judge_WhatCannotBe_IsRefusedAndLeavesNoFolder()
    {
        Example();
        Refused("'nowhere.yaml' does not exist", "nowhere.yaml", Runs);
        Refused("is a folder", folder, Runs);
        Refused("'nowhere.csv' does not exist", Claims, "nowhere.csv");
        Refused("runs.csv, line 1, column 1: this is no claims file", Runs, Runs);
        Refused("has no column 'seed'", Claims, Claims);
        Assert.False(Directory.Exists(Output));

        File.WriteAllText(Output, "in the way");
        Refused("cannot be written to", Claims, Runs);
        Assert.Equal("in the way", File.ReadAllText(Output));
    }

    [Fact]
    public void Judge_ReportOverAnInput_IsRefused()
    {
        Example();
        var claims = Path.Combine(folder, "audit.md");
        File.Move(Claims, claims);
        var text = File.ReadAllText(claims);
        using var child = ChildProcess.Run("judge", claims, Runs, "--out", folder);
        Assert.Equal(1, child.ExitCode);
        Assert.Contains("would overwrite", child.Errors);
        Assert.Equal(text, File.ReadAllText(claims));
    }

    [Fact]
    public void Judge_DeviceAsAnInput_IsRefusedAtOnce()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It takes /dev/zero, which has no end.");
        Example();
        Refused("'/dev/zero' is a pipe or another device", "/dev/zero", Runs);
        Refused("'/dev/zero' is a pipe or another device", Claims, "/dev/zero");
    }

    [Fact]
    public void Export_OverTheLedger_IsRefusedAndLeavesIt()
    {
        using var place = new Workplace();
        using (var ledger = place.Open())
        {
            ledger.Append(new("document/study", "primary", "", "exact-1", "abc"), [LedgerTests.Small(7)]);
        }

        var before = File.ReadAllText(place.LedgerFile);
        using var child = ChildProcess.Run("export", place.Folder, "--csv", place.LedgerFile);
        Assert.Equal(1, child.ExitCode);
        Assert.Contains("would overwrite", child.Errors);
        Assert.Equal(before, File.ReadAllText(place.LedgerFile));
    }

    [Fact]
    public void Export_LedgerWithoutOne_SaysSo()
    {
        using var child = ChildProcess.Run("export", folder, "--csv", Runs);
        Assert.Equal(1, child.ExitCode);
        Assert.Contains(Ledger.FileName, child.Errors);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public void Export_WhatIsNoLedger_IsRefusedAndNothingIsOverwritten()
    {
        File.WriteAllText(Runs, "seed,arm,loss\n" + string.Concat(Enumerable.Repeat("1,a,2\n", 100)));
        using var child = ChildProcess.Run("export", Runs, "--csv", Claims);
        Assert.Equal(1, child.ExitCode);
        Assert.Contains("no line of a ledger", child.Errors);
        Assert.Single(child.Errors.Trim().Split('\n'));
        Assert.False(File.Exists(Claims));
        using var onto = ChildProcess.Run("export", Runs, "--csv", Path.Combine(folder, ".", "runs.csv"));
        Assert.Equal(1, onto.ExitCode);
        Assert.Contains("would overwrite", onto.Errors);
    }

    private void Refused(string said, string claims, string runs)
    {
        using var child = ChildProcess.RunIn(folder, "judge", claims, runs, "--out", Output);
        Assert.Equal(1, child.ExitCode);
        Assert.Contains(said, child.Errors);
        Assert.DoesNotContain("   at ", child.Errors);
    }

    private void Example() => Pruning.Reproductions.Judging.ExampleFiles.Write(folder);

    private static string Digest(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Scripts();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
