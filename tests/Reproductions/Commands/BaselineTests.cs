using System.Text.Json.Nodes;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Judging;
using Pruning.Tests.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Commands;

/// <summary><c>--baseline</c> of <c>judge</c> and <c>audit</c>, and what they tell a job of GitHub Actions.</summary>
public sealed class BaselineTests : IDisposable
{
    private const string Moved = "my-net/magnitude-beats-random";

    private readonly string folder = Directory.CreateTempSubdirectory("baseline-").FullName;

    public BaselineTests() => ExampleFiles.Write(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Judge_ItsOwnReportAsBaseline_MovesNothing()
    {
        using var first = Judge();
        Assert.Equal(0, first.ExitCode);
        // The folder that the report goes to may be the baseline: it is read before.
        foreach (var name in new[] { "out", Path.Combine("out", "audit.json") })
        {
            using var again = Judge("--baseline", PathOf(name));
            Assert.Equal((0, string.Empty), (again.ExitCode, again.Errors));
            Assert.Contains("No verdict moved: 5 claims as in the baseline.", again.Output);
        }
    }

    [Fact]
    public void Judge_AVerdictMoved_IsExitCode3WithTheTableAndTheReport()
    {
        var baseline = Changed(claims => claims[0]!["readings"]![0]!["verdict"] = "contradicted");
        Directory.Delete(PathOf("out"), recursive: true);
        using var child = Judge("--baseline", baseline);
        Assert.Equal((3, string.Empty), (child.ExitCode, child.Errors));
        Assert.Contains("1 verdict moved; 4 claims as in the baseline.", child.Output);
        var row = child.Output.Split('\n').Last(l => l.Contains($"| {Moved}", StringComparison.Ordinal));
        Assert.Equal([Moved, "contradicted, seeds only, not after Holm's correction", "reproduced, seeds only",
            "+12.38 [+10.52, +14.18] pp, n = 8", "+12.38 [+10.52, +14.18] pp, n = 8",
            "nothing else that is recorded differs"], row.Trim('|').Split('|', StringSplitOptions.TrimEntries));
        Assert.All(new[] { "audit.json", "audit.md", "index.html" }, f => Assert.True(File.Exists(PathOf("out", f))));
    }

    [Fact]
    public void Judge_ClaimsOfOneSideOnly_AreListedAndDoNotCount()
    {
        var baseline = Changed(claims => claims[4]!["id"] = "my-net/gone");
        using var child = Judge("--baseline", baseline);
        Assert.Equal(0, child.ExitCode);
        Assert.Contains("Not in the baseline: my-net/dense-accuracy.", child.Output);
        Assert.Contains("Only in the baseline: my-net/gone.", child.Output);
    }

    [Fact]
    public void Audit_AVerdictMoved_IsExitCode3()
    {
        const string Claim = "dynamic/penguins-inputs-in-unit-range";
        using var place = new Workplace();
        string[] audit = ["audit", "--device", "cpu", "--claims", Claim, "--out", place.Folder];
        using var first = ChildProcess.Run(audit);
        Assert.Equal(0, first.ExitCode);
        using var same = ChildProcess.Run([.. audit, "--baseline", place.Folder]);
        Assert.Equal(0, same.ExitCode);
        var file = Path.Combine(place.Folder, "audit.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"contradicted\"", "\"reproduced\""));
        using var moved = ChildProcess.Run([.. audit, "--baseline", file]);
        Assert.Equal((3, string.Empty), (moved.ExitCode, moved.Errors));
        Assert.Contains("1 verdict moved", moved.Output);
    }

    [Theory]
    [InlineData("nowhere.json", "", "'nowhere.json' does not exist")]
    [InlineData("empty/", "", "audit.json' does not exist")]
    [InlineData("b.json", "hello", "'b.json' is no report to read: audit.json cannot be read")]
    [InlineData("b.json", "[1]", "no schemaVersion")]
    [InlineData("b.json", "{\"schemaVersion\": 1}", "has schema version 1, this program reads 2")]
    [InlineData("b.json", "{\"schemaVersion\": 2, \"environment\": {}, \"claims\": []}", "no claim at all")]
    public void Run_NoBaseline_IsRefusedBeforeAnyWork(string name, string content, string said)
    {
        Directory.CreateDirectory(PathOf("empty"));
        if (content.Length > 0)
        {
            File.WriteAllText(PathOf(name), content);
        }

        foreach (var command in new[]
        {
            new[] { "judge", "claims.yaml", "runs.csv" },
            ["audit", "--device", "cpu", "--claims", "dynamic/penguins-rows"],
        })
        {
            using var child = ChildProcess.RunIn(folder, [.. command, "--out", "none", "--baseline", name]);
            Assert.Equal((1, string.Empty), (child.ExitCode, child.Output));
            Assert.Contains(said, child.Errors);
            Assert.DoesNotContain("   at ", child.Errors);
            Assert.False(Directory.Exists(PathOf("none")));
        }
    }

    [Fact]
    public void Judge_BaselineOfOtherClaims_IsRefused()
    {
        var baseline = Changed(claims =>
        {
            foreach (var claim in claims)
            {
                claim!["id"] = $"other-{claim["id"]}";
            }
        });
        using var child = ChildProcess.RunIn(folder, "judge", "claims.yaml", "runs.csv", "--out", "none", "--baseline",
            baseline);
        Assert.Equal(1, child.ExitCode);
        Assert.Contains("none of the claims", child.Errors);
        Assert.Contains("other-my-net/magnitude-beats-random", child.Errors);
        Assert.False(Directory.Exists(PathOf("none")));
    }

    [Fact]
    public void Judge_ClaimTwiceInTheBaseline_IsRefused()
    {
        using var child = Judge("--baseline", Changed(claims => claims[1]!["id"] = Moved));
        Assert.Equal(1, child.ExitCode);
        Assert.Contains($"{Moved} is there twice", child.Errors);
    }

    [Fact]
    public void Judge_OnGitHub_AppendsToTheSummaryAndPointsAtTheClaimsLine()
    {
        var baseline = Changed(claims => claims[0]!["readings"]![0]!["verdict"] = "contradicted");
        var summary = PathOf("summary.md");
        File.WriteAllText(summary, "earlier");
        using var child = OnGitHub(summary, "--baseline", baseline);
        Assert.Equal((3, string.Empty), (child.ExitCode, child.Errors));
        var line = Array.FindIndex(File.ReadAllLines(PathOf("claims.yaml")),
            l => l.Contains("id: magnitude-beats-random", StringComparison.Ordinal)) + 1;
        var annotation = Assert.Single(child.Output.Split('\n'), l => l.StartsWith("::", StringComparison.Ordinal));
        Assert.StartsWith($"::warning file=claims.yaml,line={line},title={Moved} moved::Was contradicted", annotation);
        Assert.DoesNotContain('\u001b', child.Output);
        var text = File.ReadAllText(summary);
        Assert.StartsWith("earlier\n## ", text);
        Assert.Contains($"\n| `{Moved}` | contradicted, seeds only", text);
        Assert.EndsWith("The report: `out`\n", text);
    }

    [Fact]
    public void Judge_SummaryThatCannotBeWritten_IsAWarning()
    {
        using var child = OnGitHub(folder);
        Assert.Equal(0, child.ExitCode);
        Assert.Contains("warning: The job's summary cannot be written", child.Output);
    }

    [Fact]
    public void Judge_SummaryThatIsFull_GetsNoMore()
    {
        var summary = PathOf("summary.md");
        File.WriteAllBytes(summary, new byte[(1 << 20) - 10]);
        using var child = OnGitHub(summary);
        Assert.Equal(0, child.ExitCode);
        Assert.InRange(new FileInfo(summary).Length, (1 << 20) - 10, 1 << 20);
    }

    private ChildProcess Judge(params string[] more) =>
        ChildProcess.Run(["judge", PathOf("claims.yaml"), PathOf("runs.csv"), "--out", PathOf("out"), .. more]);

    private ChildProcess OnGitHub(string summary, params string[] more) => ChildProcess.Run(
        new Dictionary<string, string>
        {
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_WORKSPACE"] = folder,
            ["GITHUB_STEP_SUMMARY"] = summary,
        },
        ["judge", PathOf("claims.yaml"), PathOf("runs.csv"), "--out", PathOf("out"), .. more]);

    /// <summary>The example's own report with something changed, as a file.</summary>
    private string Changed(Action<JsonArray> change)
    {
        using var first = Judge();
        var json = JsonNode.Parse(File.ReadAllText(PathOf("out", "audit.json")))!;
        change(json["claims"]!.AsArray());
        var path = PathOf("changed.json");
        File.WriteAllText(path, json.ToJsonString());
        return path;
    }

    private string PathOf(params string[] names) => Path.Combine([folder, .. names]);
}
