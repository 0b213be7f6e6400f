using System.Text.Json.Nodes;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Commands;
using Pruning.Reproductions.Judging;
using Pruning.Reproductions.Reporting;
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
        using var first = RunJudge();
        Assert.Equal(0, first.ExitCode);
        // The folder that the report goes to may be the baseline: it is read before.
        using var again = RunJudge("--baseline", PathOf("out"));
        Assert.Equal((0, string.Empty), (again.ExitCode, again.Errors));
        Assert.Contains("No verdict moved: 5 claims as in the baseline.", again.Output);
    }

    [Fact]
    public void Judge_AVerdictMoved_IsExitCode3WithTheTableAndTheReport()
    {
        var baseline = Changed(claims => claims[0]!["readings"]![0]!["verdict"] = "contradicted");
        using var child = RunJudge("--baseline", baseline);
        Assert.Equal((3, string.Empty), (child.ExitCode, child.Errors));
        Assert.Contains("1 verdict moved; 4 claims as in the baseline.", child.Output);
        var row = child.Output.Split('\n').Last(l => l.Contains($"| {Moved}", StringComparison.Ordinal));
        Assert.Equal([Moved, "contradicted, seeds only, not after Holm's correction", "reproduced, seeds only",
            "+12.38 [+10.52, +14.18] pp, n = 8", "+12.38 [+10.52, +14.18] pp, n = 8",
            "nothing else that is recorded differs"], row.Trim('|').Split('|', StringSplitOptions.TrimEntries));
        Assert.All(new[] { "audit.json", "audit.md", "index.html" }, f => Assert.True(File.Exists(PathOf("out", f))));
    }

    [Fact]
    public void Audit_AVerdictMoved_IsExitCode3()
    {
        const string Claim = "dynamic/penguins-inputs-in-unit-range";
        using var place = new Workplace();
        string[] audit = ["audit", "--device", "cpu", "--claims", Claim, "--out", place.Folder];
        using var first = ChildProcess.Run(audit);
        Assert.Equal(0, first.ExitCode);
        var file = Path.Combine(place.Folder, "audit.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"contradicted\"", "\"reproduced\""));
        using var moved = ChildProcess.Run([.. audit, "--baseline", file]);
        Assert.Equal((3, string.Empty), (moved.ExitCode, moved.Errors));
        Assert.Contains("1 verdict moved", moved.Output);
    }

    [Theory]
    [InlineData("judge claims.yaml runs.csv")]
    [InlineData("audit --device cpu --claims dynamic/penguins-rows")]
    public void Run_NoBaseline_IsRefusedBeforeAnyWork(string line)
    {
        using var child = ChildProcess.RunIn(folder,
            [.. line.Split(' '), "--out", "none", "--baseline", "nowhere.json"]);
        Assert.Equal((1, string.Empty, "The baseline 'nowhere.json' does not exist."),
            (child.ExitCode, child.Output, child.Errors));
        Assert.False(Directory.Exists(PathOf("none")));
    }

    [Theory]
    [InlineData("empty", "", "audit.json' does not exist")]
    [InlineData("b.json", "hello", "is no report to read: audit.json cannot be read")]
    [InlineData("b.json", "[1]", "no schemaVersion")]
    [InlineData("b.json", "{\"schemaVersion\": 1}", "has schema version 1, this program reads 2")]
    [InlineData("b.json", "{\"schemaVersion\": 2, \"environment\": {}, \"claims\": []}", "no claim at all")]
    public void Read_NoReport_SaysWhatItIsAndWhereItLies(string name, string content, string said)
    {
        Directory.CreateDirectory(PathOf("empty"));
        if (content.Length > 0)
        {
            File.WriteAllText(PathOf(name), content);
        }

        Refused(said, PathOf(name));
    }

    [Fact]
    public void Read_FolderWithoutAReport_SaysWhatToName() =>
        Refused("Name the folder of a report", folder);

    [Fact]
    public void Read_ReportOfOtherClaims_NamesSomeOfThem() => Refused("other-my-net/magnitude-keeps-accuracy", Changed(
        claims =>
        {
            foreach (var claim in claims)
            {
                claim!["id"] = $"other-{claim["id"]}";
            }
        }));

    [Fact]
    public void Read_ClaimTwice_IsRefused() =>
        Refused($"{Moved} is there twice", Changed(claims => claims[1]!["id"] = Moved));

    [Fact]
    public void Read_OneCommonClaim_IsTaken()
    {
        Assert.Equal(5, Baseline.Read(Changed(_ => { }), ["net/other", Moved])?.Claims.Count);
        Assert.Null(Baseline.Read(null, [Moved]));
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
    public void Judge_OnGitHubWithoutATable_IsAnError()
    {
        File.Delete(PathOf("runs.csv"));
        using var child = OnGitHub(PathOf("summary.md"));
        Assert.Equal(1, child.ExitCode);
        Assert.Equal($"::error title=judge failed::The table of runs '{PathOf("runs.csv")}' does not exist.",
            child.Output);
        Assert.Contains("does not exist", child.Errors);
    }

    [Fact]
    public void Judge_OnGitHubWithWrongArguments_IsAnError()
    {
        using var child = OnGitHub(PathOf("summary.md"), "--bseline", "x");
        Assert.Equal(2, child.ExitCode);
        Assert.StartsWith("::error title=judge failed::", child.Output);
        Assert.Contains("'--bseline'", child.Output);
        Assert.Single(child.Output.Split('\n'));
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

    private ChildProcess RunJudge(params string[] more) =>
        ChildProcess.Run(["judge", PathOf("claims.yaml"), PathOf("runs.csv"), "--out", PathOf("out"), .. more]);

    private ChildProcess OnGitHub(string summary, params string[] more) => ChildProcess.Run(
        new Dictionary<string, string>
        {
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_WORKSPACE"] = folder,
            ["GITHUB_STEP_SUMMARY"] = summary,
        },
        ["judge", PathOf("claims.yaml"), PathOf("runs.csv"), "--out", PathOf("out"), .. more]);

    private static void Refused(string said, string path)
    {
        var message = Assert.Throws<AuditException>(() => Baseline.Read(path, [Moved])).Message;
        Assert.Contains(said, message);
        Assert.Contains(path, message);
    }

    /// <summary>The example's own report with something changed, as a file.</summary>
    private string Changed(Action<JsonArray> change)
    {
        var report = Judge.Run(PathOf("claims.yaml"), PathOf("runs.csv"));
        var json = JsonNode.Parse(AuditJson.Serialize(report))!;
        change(json["claims"]!.AsArray());
        var path = PathOf("changed.json");
        File.WriteAllText(path, json.ToJsonString());
        return path;
    }

    private string PathOf(params string[] names) => Path.Combine([folder, .. names]);
}
