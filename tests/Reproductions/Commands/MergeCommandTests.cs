using System.Text.RegularExpressions;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Shards;
using Pruning.Reproductions.Studies;
using Pruning.Tests.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Commands;

/// <summary>Shards and their merging as programs, with claims that take no training.</summary>
public sealed partial class MergeCommandTests : IDisposable
{
    private const string Claims = "dynamic/penguins-rows,dynamic/penguins-inputs-in-unit-range";

    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public void Merge_Shards_WritesTheReportOfAnUndividedAudit()
    {
        var whole = Path.Combine(place.Folder, "whole");
        Ran("audit", "--claims", Claims, "--out", whole);
        Shard("2/2");
        Shard("1/2");
        var output = Ran("merge", place.Folder, "--out", place.Folder);
        Assert.Contains(Path.Combine(place.Folder, "index.html"), output);
        Assert.Contains("Merging 1/2, 2/2", output);
        Assert.Equal(Report(whole), Report(place.Folder));
        Assert.True(File.Exists(Path.Combine(place.Folder, "audit.md")));

        // Merged again, and into another folder, it is the same.
        Ran("merge", place.Folder, "--out", place.Folder);
        Assert.Equal(Report(whole), Report(place.Folder));
        Ran("merge", place.Folder, "--out", Path.Combine(place.Folder, "elsewhere"));
        Assert.Equal(Report(whole), Report(Path.Combine(place.Folder, "elsewhere")));
    }

    [Fact]
    public void Merge_Baseline_EndsAsAnAuditDoes()
    {
        Shard("1/1");
        Ran("merge", place.Folder, "--out", place.Folder);
        Ran("merge", place.Folder, "--out", place.Folder, "--baseline", place.Folder);
        var changed = Path.Combine(place.Folder, "changed.json");
        File.WriteAllText(changed, File.ReadAllText(Path.Combine(place.Folder, "audit.json"))
            .Replace("\"verdict\": \"reproduced\"", "\"verdict\": \"contradicted\"", StringComparison.Ordinal));
        using var moved = ChildProcess.Run("merge", place.Folder, "--out", place.Folder, "--baseline", changed);
        Assert.Equal(3, moved.ExitCode);
        Assert.Contains("dynamic/penguins-rows", moved.Output);

        using var shard = ChildProcess.Run(
            "audit", "--claims", Claims, "--shard", "1/1", "--baseline", changed, "--out", place.Folder);
        Assert.Equal(2, shard.ExitCode);
        Assert.Contains("give it to merge", shard.Errors);
    }

    [Fact]
    public void Merge_ShardMissing_NamesItAndTheCommandThatRunsIt()
    {
        // The one replicate of the figures is not of every shard.
        var study = Catalogue.Find(Claims)[0].Study;
        var owner = ShardOf(study);
        Shard($"{(owner % 3) + 1}/3");
        using var child = ChildProcess.Run("merge", place.Folder, "--out", place.Folder);
        Assert.Equal(1, child.ExitCode);
        Assert.Contains($"Shard {owner} of 3 is missing", child.Errors);
        var command = Command().Match(child.Errors).Groups["command"].Value;
        Assert.Equal($"audit --claims {Claims} --device cpu --shard {owner}/3 --out {place.Folder}", command);
        Assert.False(File.Exists(Path.Combine(place.Folder, "audit.json")));

        Ran(command.Split(' '));
        Ran("merge", place.Folder, "--out", place.Folder);
    }

    [Theory]
    [InlineData("0/4")]
    [InlineData("5/4")]
    [InlineData("a/b")]
    [InlineData("")]
    public void Audit_ShardThatIsNone_IsRefusedBeforeAnyWork(string shard)
    {
        using var child = ChildProcess.Run("audit", "--claims", Claims, "--out", place.Folder, "--shard", shard);
        Assert.Equal((2, string.Empty), (child.ExitCode, child.Output));
        Assert.Contains("--shard", child.Errors);
        Assert.Empty(Directory.EnumerateFileSystemEntries(place.Folder));
    }

    [Fact]
    public void Audit_ShardOfAnArray_TakesItsPlaceFromTheEnvironment()
    {
        using var child = ChildProcess.Run(
            new Dictionary<string, string>
            {
                ["SLURM_ARRAY_TASK_ID"] = "2",
                ["SLURM_ARRAY_TASK_MIN"] = "1",
                ["SLURM_ARRAY_TASK_MAX"] = "4",
                ["SLURM_ARRAY_TASK_COUNT"] = "4",
            },
            "audit", "--claims", Claims, "--out", place.Folder, "--shard", "array");
        Assert.Equal((0, string.Empty), (child.ExitCode, child.Errors));
        Assert.Equal("2/4", ShardFile.Read(Path.Combine(place.Folder, "shard-2-of-4"))!.Shard);
    }

    [Fact]
    public void Merge_NoFolder_IsRefused()
    {
        using var none = ChildProcess.Run("merge");
        Assert.Equal(2, none.ExitCode);
        using var empty = ChildProcess.Run("merge", "");
        Assert.Equal(2, empty.ExitCode);
        Assert.Contains("DIR must name a folder", empty.Errors);
    }

    [Fact]
    public void Merge_EmptyFolder_IsRefusedAndLeavesNothing()
    {
        using var child = ChildProcess.Run("merge", place.Folder, "--out", place.Folder);
        Assert.Equal((1, string.Empty), (child.ExitCode, child.Output));
        Assert.Contains($"{place.Folder} holds no shard", child.Errors);
        Assert.DoesNotContain("   at ", child.Errors);
        Assert.Empty(Directory.EnumerateFileSystemEntries(place.Folder));
    }

    [Fact]
    public void Merge_IntoAShardsFolder_IsRefused()
    {
        Shard("1/1");
        var folder = Path.Combine(place.Folder, "shard-1-of-1");
        using var child = ChildProcess.Run("merge", place.Folder, "--out", folder);
        Assert.Equal((1, string.Empty), (child.ExitCode, child.Output));
        Assert.Contains($"{folder} is a shard's own folder", child.Errors);
    }

    [Fact]
    public void Merge_NoPlaceForTheReport_IsRefusedBeforeAnyWork()
    {
        Shard("1/1");
        Directory.CreateDirectory(Path.Combine(place.Folder, "index.html"));
        using var child = ChildProcess.Run("merge", place.Folder, "--out", place.Folder);
        Assert.Equal((1, string.Empty), (child.ExitCode, child.Output));
        Assert.Contains("report cannot be written", child.Errors);
        Assert.False(File.Exists(place.LedgerFile));
    }

    private static string Ran(params string[] arguments)
    {
        using var child = ChildProcess.Run(arguments);
        Assert.Equal((0, string.Empty), (child.ExitCode, child.Errors));
        return child.Output;
    }

    /// <summary>The report's every line but that of its time.</summary>
    private static IEnumerable<string> Report(string folder) => File.ReadLines(Path.Combine(folder, "audit.json"))
        .Where(line => !line.StartsWith("    \"time\": ", StringComparison.Ordinal));

    private static int ShardOf(Study study) =>
        Pruning.Reproductions.Auditing.Shards.Shard.Of(study, Registration.FirstSeed, 3);

    private void Shard(string shard)
    {
        var output = Ran("audit", "--claims", Claims, "--device", "cpu", "--out", place.Folder, "--shard", shard);
        Assert.Contains("merge", output);
    }

    [GeneratedRegex("^  (?<command>audit .*)$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
