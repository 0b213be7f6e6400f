using System.Text.Json.Nodes;
using Pruning.Reproductions.Auditing;
using Pruning.Tests.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Commands;

/// <summary>The audit as a program, with claims that take no training.</summary>
public sealed class AuditCommandTests : IDisposable
{
    private const string Claims = "dynamic/penguins-rows,dynamic/penguins-inputs-in-unit-range";

    private static readonly string[] Reports = ["audit.csv", "audit.json", "audit.md", "index.html"];

    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public void Audit_Quick_WritesTheReportsAndTheLedger()
    {
        using var child = Audit();
        Assert.Equal((0, string.Empty), (child.ExitCode, child.Errors));
        Assert.Equal([.. Reports, Ledger.FileName], Files());
        Assert.Contains("dynamic/penguins-rows: reproduced", child.Output);
        Assert.Contains(Path.Combine(place.Folder, "index.html"), child.Output);
        var claims = JsonNode.Parse(File.ReadAllText(Path.Combine(place.Folder, "audit.json")))!["claims"]!.AsArray();
        Assert.Equal(Claims.Split(','), claims.Select(c => (string)c!["id"]!));
    }

    [Fact]
    public void Audit_Long_IsTaken()
    {
        using var child = Audit("--long");
        Assert.Equal((0, string.Empty), (child.ExitCode, child.Errors));
        Assert.Contains("dynamic/penguins-rows: reproduced", child.Output);
    }

    [Fact]
    public void Audit_Redirected_PrintsNoEscapeCodesAndNoBars()
    {
        using var child = Audit();
        Assert.DoesNotContain('\u001b', child.Output + child.Errors);
        Assert.DoesNotContain('\r', child.Output + child.Errors);
        Assert.DoesNotContain("100%", child.Output);
    }

    [Fact]
    public void Audit_Again_TakesAllFromTheLedger()
    {
        Audit().Dispose();
        var before = File.ReadAllBytes(place.LedgerFile);
        using var child = Audit();
        Assert.Equal(0, child.ExitCode);
        Assert.Contains("1 replicate, 1 from the ledger", child.Output);
        Assert.Equal(before, File.ReadAllBytes(place.LedgerFile));
    }

    [Fact]
    public void Audit_Fresh_MovesTheLedgerAsideAndRunsAgain()
    {
        Audit().Dispose();
        var before = File.ReadAllBytes(place.LedgerFile);
        using var child = Audit("--fresh");
        Assert.Equal(0, child.ExitCode);
        Assert.DoesNotContain("from the ledger", child.Output);
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(place.Folder, "ledger-1.jsonl")));
    }

    [Fact]
    public void Audit_TornLedger_WarnsAndGoesOn()
    {
        Audit().Dispose();
        var whole = File.ReadAllBytes(place.LedgerFile);
        File.WriteAllBytes(place.LedgerFile, whole[..^20]);
        using var child = Audit();
        Assert.Equal(0, child.ExitCode);
        Assert.Contains("warning:", child.Output);
        Assert.Contains("the last line is incomplete", child.Output);
        Assert.Single(File.ReadAllLines(place.LedgerFile));
    }

    [Fact]
    public void Audit_FolderInUse_SaysSoAndStops()
    {
        using (place.Open())
        {
            using var child = Audit();
            Assert.Equal(1, child.ExitCode);
            Assert.Contains("another audit", child.Errors);
            Assert.Contains(place.Folder, child.Errors);
            Assert.Equal([Ledger.FileName], Files());
        }

        using var later = Audit();
        Assert.Equal(0, later.ExitCode);
    }

    [Fact]
    public void Audit_FolderBelowAFile_SaysSoAndStops()
    {
        File.WriteAllText(Path.Combine(place.Folder, "file"), "in the way");
        var folder = Path.Combine(place.Folder, "file", "out");
        using var child = ChildProcess.Run("audit", "--claims", Claims, "--out", folder);
        Assert.Equal(1, child.ExitCode);
        Assert.Contains(folder, child.Errors);
        Assert.Contains("--out", child.Errors);
        Assert.DoesNotContain("   at ", child.Errors);
        Assert.Equal(["file"], Files());
    }

    [Fact]
    public void Audit_NoRoomForTheLedger_KeepsWhatItHeldAndWritesNoReport()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It takes a limit on the size of files.");
        var before = FilledTo((64 * 1024) - 300);
        using var child = ChildProcess.RunWithFileLimit(64, "audit", "--claims", Claims, "--out", place.Folder);
        Assert.True(child.ExitCode == 1, $"exit code {child.ExitCode}\n{child.Output}\n{child.Errors}");
        Assert.Contains(place.LedgerFile, child.Errors);
        Assert.Contains("start again", child.Errors);
        Assert.Equal(before, File.ReadAllBytes(place.LedgerFile));
        Assert.Equal([Ledger.FileName], Files());

        using var later = Audit();
        Assert.Equal(0, later.ExitCode);
        Assert.Equal(before, File.ReadAllBytes(place.LedgerFile)[..before.Length]);
    }

    [Fact]
    public void Audit_FreshWithoutRoomForTheOldLedger_KeepsItAndLeavesNoHalfCopy()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It takes a limit on the size of files.");
        var before = FilledTo(20 * 1024);
        using var child = ChildProcess.RunWithFileLimit(16, "audit", "--fresh", "--claims", Claims, "--out",
            place.Folder);
        Assert.True(child.ExitCode == 1, $"exit code {child.ExitCode}\n{child.Output}\n{child.Errors}");
        Assert.Contains($"{place.Folder} cannot be written", child.Errors);
        Assert.Equal(before, File.ReadAllBytes(place.LedgerFile));
        Assert.Equal([Ledger.FileName], Files());
    }

    [Fact]
    public void Audit_NoPlaceForTheReport_IsRefusedBeforeAnyWork()
    {
        Directory.CreateDirectory(Path.Combine(place.Folder, "index.html"));
        using var child = Audit();
        Assert.Equal(1, child.ExitCode);
        Assert.Contains("report cannot be written", child.Errors);
        Assert.Contains(place.Folder, child.Errors);
        Assert.Empty(child.Output);
        Assert.Equal(["index.html"], Files());
    }

    [Fact]
    public void Audit_NoPlaceForTheWeights_IsRefusedBeforeAnyWork()
    {
        File.WriteAllText(Path.Combine(place.Folder, "file"), "in the way");
        var weights = Path.Combine(place.Folder, "file", "nets");
        using var child = Audit("--fresh", "--save-weights", weights);
        Assert.Equal(1, child.ExitCode);
        Assert.Contains(weights, child.Errors);
        Assert.DoesNotContain("   at ", child.Errors);
        Assert.Empty(child.Output);
        Assert.Equal(["file"], Files());
    }

    [Theory]
    [InlineData("XDG_CACHE_HOME")]
    [InlineData("HOME")]
    public void Audit_CacheThatIsAFile_NamesItAndTheWayOutAndGoesOn(string variable)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "HOME is Unix's.");
        var file = Path.Combine(place.Folder, "file");
        File.WriteAllText(file, "in the way");
        using var child = ChildProcess.Run(
            new Dictionary<string, string> { ["XDG_CACHE_HOME"] = string.Empty, [variable] = file },
            "audit", "--claims", Claims, "--out", Path.Combine(place.Folder, "out"));
        Assert.Equal((0, string.Empty), (child.ExitCode, child.Errors));
        Assert.Contains("warning: Trained nets are neither kept nor taken", child.Output);
        Assert.Contains(file, child.Output);
        Assert.Contains("set XDG_CACHE_HOME to", child.Output);
    }

    [Fact]
    public void Audit_CacheThatOthersMayWriteTo_IsNotUsed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It takes the permissions of Unix.");
        var cache = Directory.CreateDirectory(Path.Combine(place.Folder, "cache")).FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(cache, (UnixFileMode)0x1FF);
        }

        using var child = ChildProcess.Run(new Dictionary<string, string> { ["XDG_CACHE_HOME"] = cache },
            "audit", "--claims", Claims, "--out", Path.Combine(place.Folder, "out"));
        Assert.Equal((0, string.Empty), (child.ExitCode, child.Errors));
        Assert.Contains($"by writing to {cache}", child.Output);
        Assert.Contains("set XDG_CACHE_HOME to", child.Output);
    }

    [Theory]
    [InlineData("dynamic/penguins-dynamic-improves", "composite")]
    [InlineData("*", "direction")]
    public void Explain_Claims_NameRuleReadingsAndChoices(string glob, string kind)
    {
        using var child = ChildProcess.Run("explain", glob);
        Assert.Equal((0, string.Empty), (child.ExitCode, child.Errors));
        Assert.Contains(kind, child.Output);
        Assert.Contains("as-shipped: 64 replicates", child.Output);
        Assert.Contains("pruneAt = thirds | early", child.Output);
        Assert.All(Catalogue.Find(glob), c => Assert.Contains(c.Statement, child.Output));
    }

    /// <summary>A ledger of at least so many bytes, none of them of this audit.</summary>
    private byte[] FilledTo(int bytes)
    {
        var filler = new LedgerKey("filler", "primary", "", "f", "s");
        using (var ledger = place.Open())
        {
            for (var seed = 1; new FileInfo(place.LedgerFile).Length < bytes; seed++)
            {
                ledger.Append(filler, [LedgerTests.Small(seed)]);
            }
        }

        return File.ReadAllBytes(place.LedgerFile);
    }

    private ChildProcess Audit(params string[] further) =>
        ChildProcess.Run(["audit", "--claims", Claims, "--out", place.Folder, .. further]);

    private IEnumerable<string> Files() => Directory.EnumerateFileSystemEntries(place.Folder)
        .Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);
}
