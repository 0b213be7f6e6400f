using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Pruning.Tests.Reproductions;

/// <summary>
/// The repository's action, its workflows and the workflows in docs/ci.md agree: inputs are declared, scripts exist,
/// steps that are referred to are there.
/// </summary>
public sealed partial class WorkflowTests
{
    private static readonly YamlMappingNode Action = Map(Parse(Read("action.yml")));
    private static readonly string Script = Read("build/action.sh");

    /// <summary>All workflows by name, those of the guide included.</summary>
    public static TheoryData<string> Workflows => [.. All.Keys];

    private static Dictionary<string, YamlMappingNode> All { get; } =
        Directory.EnumerateFiles(Path.Combine(Repository.Root, ".github/workflows"), "*.yml")
            .Select(f => (Name: Path.GetFileName(f), Text: File.ReadAllText(f)))
            .Concat(YamlBlock().Matches(Read("docs/ci.md")).Select((m, i) => (Name: $"docs/ci.md, {i + 1}",
                Text: m.Groups["text"].Value)))
            .ToDictionary(w => w.Name, w => Map(Parse(w.Text)));

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Workflow_EveryStep_RunsOrUsesSomething(string name)
    {
        Assert.All(new[] { "name", "on", "jobs" }, key => Assert.True(Has(All[name], key), key));
        Assert.All(Jobs(name), job =>
        {
            Assert.True(Has(job, "runs-on"));
            Assert.NotEmpty(Steps(job));
            Assert.All(Steps(job), step => Assert.True(Has(step, "uses") ^ Has(step, "run")));
        });
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Workflow_OwnAction_IsGivenDeclaredInputsOnly(string name)
    {
        var declared = Keys(Map(Action["inputs"]));
        foreach (var step in Jobs(name).SelectMany(Steps).Where(UsesOwnAction))
        {
            var given = Keys(Map(step["with"]));
            Assert.Subset(declared, given);
            Assert.Contains("claims", given);
            Assert.Equal(Text(step, "with", "command") != "audit", given.Contains("runs"));
        }
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Workflow_Expressions_NameWhatIsThere(string name)
    {
        var inputs = All[name]["on"] is YamlMappingNode on && on.Children.TryGetValue("workflow_dispatch", out var node)
            && node is YamlMappingNode dispatch ? Keys(Map(dispatch["inputs"])) : [];
        foreach (var job in Jobs(name))
        {
            var ids = Steps(job).Select(s => Text(s, "id")).OfType<string>().ToHashSet();
            var matrix = Has(job, "strategy") ? Keys(Map(Map(job["strategy"])["matrix"])) : [];
            var text = Scalars(job).ToList();
            Assert.Subset(ids, Named(text, StepName()));
            Assert.Subset(inputs, Named(text, InputName()));
            Assert.Subset(matrix, Named(text, MatrixName()));
            var outputs = Keys(Map(Action["outputs"]));
            Assert.Subset(outputs, Named(text, OutputName()));
        }
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Workflow_Scripts_AreThereAndKnowTheirTargets(string name)
    {
        foreach (var run in Jobs(name).SelectMany(Steps).Select(s => Text(s, "run")).OfType<string>())
        {
            foreach (Match call in ScriptCall().Matches(run))
            {
                var script = call.Groups["script"].Value;
                Assert.True(File.Exists(Path.Combine(Repository.Root, script)), call.Value);
                Assert.True(script != "build.sh" || IsTarget(call.Groups["target"].Value), call.Value);
            }
        }
    }

    [Fact]
    public void Workflows_OfTheRepositoryAndTheGuide_AreFoundWithWhatIsChecked()
    {
        Assert.All(new[] { "ci.yml", "action-check.yml", "docs/ci.md, 1", "docs/ci.md, 2" },
            name => Assert.Contains(name, All.Keys));
        var runs = All.Keys.SelectMany(Jobs).SelectMany(Steps).Select(s => Text(s, "run")).OfType<string>();
        Assert.Contains("test", runs.SelectMany(r => ScriptCall().Matches(r)).Select(m => m.Groups["target"].Value));
        Assert.Contains(All.Keys.SelectMany(Jobs).SelectMany(Steps), UsesOwnAction);
    }

    [Fact]
    public void Versions_OfOthersActions_AreTheSameEverywhere()
    {
        var used = All.Values.SelectMany(Scalars).Concat(Scalars(Action)).Where(s => OthersAction().IsMatch(s))
            .Select(s => s.Split('@')).ToLookup(s => s[0], s => s[1]);
        Assert.Contains("actions/checkout", used.Select(u => u.Key));
        Assert.All(used, action => Assert.Single(action.Distinct()));
    }

    [Fact]
    public void Action_Inputs_AreAllUsedAndEveryVariableOfTheScriptIsSet()
    {
        Assert.Equal("composite", Text(Action, "runs", "using"));
        var steps = Sequence(Map(Action["runs"])["steps"]);
        Assert.All(steps.Where(s => Has(s, "run")), s => Assert.True(Has(s, "shell")));
        Assert.Equal(Keys(Map(Action["inputs"])), Named([.. steps.SelectMany(Scalars)], InputName()));
        var set = steps.Where(s => Has(s, "env")).SelectMany(s => Keys(Map(s["env"]))).ToHashSet();
        var read = Variable().Matches(Script).Select(m => m.Groups[1].Value)
            .Where(v => !v.StartsWith("GITHUB_", StringComparison.Ordinal)).ToHashSet();
        Assert.Equal(set.Order(), read.Order());
        Assert.Contains("build/action.sh", Text(steps.Single(s => Has(s, "run")), "run"));
    }

    [Fact]
    public void Action_Outputs_AreWrittenByTheScript()
    {
        var step = Text(Sequence(Map(Action["runs"])["steps"]).Single(s => Has(s, "run")), "id");
        Assert.All(Keys(Map(Action["outputs"])), name =>
        {
            Assert.Equal($"${{{{ steps.{step}.outputs.{name} }}}}", Text(Action, "outputs", name, "value"));
            Assert.Contains($"\"{name}=", Script);
        });
    }

    [Fact]
    public void Action_Sdk_IsTheOneThatTheProjectAsksFor()
    {
        var wanted = Regex.Match(Read("global.json"), "\"version\": \"([0-9]+\\.[0-9]+)").Groups[1].Value;
        Assert.Contains($"{wanted}.x", Scalars(Action));
    }

    [Theory]
    [InlineData("audits", "", "", "out", "'command' must be judge or audit")]
    [InlineData("judge", "claims.yaml", "", "out", "judge needs 'claims'")]
    [InlineData("judge", "", "runs.csv", "out", "judge needs 'claims'")]
    [InlineData("audit", "", "runs.csv", "out", "'runs' is for judge")]
    [InlineData("audit", "", "", "", "'out' must name a folder")]
    [InlineData("audit", "", "", "a\nreport=b", "'out' must name a folder")]
    public void Script_InputsThatCannotBe_AreRefusedBeforeTheBuild(
        string command, string claims, string runs, string output, string said)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There bash may be that of another system.");
        var written = Path.GetTempFileName();
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "build/action.sh")])
        {
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in new[]
        {
            ("COMMAND", command), ("CLAIMS", claims), ("RUNS", runs), ("OUT", output), ("BASELINE", string.Empty),
            ("ARGUMENTS", string.Empty), ("GITHUB_OUTPUT", written), ("GITHUB_ACTION_PATH", "/nowhere"),
        })
        {
            start.Environment[name] = value;
        }

        using var bash = Process.Start(start)!;
        var line = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        Assert.Equal(2, bash.ExitCode);
        Assert.StartsWith("::error title=Inputs of the action::", line);
        Assert.Contains(said, line);
        Assert.Equal("report=\nexit-code=2\nmoved=\n", File.ReadAllText(written));
        File.Delete(written);
    }

    private static bool IsTarget(string name) =>
        Regex.IsMatch(Read("build.sh"), $"^  {name} ", RegexOptions.Multiline);

    private static bool UsesOwnAction(YamlMappingNode step) =>
        Text(step, "uses") is { } uses && (uses == "./" || uses.StartsWith("OWNER/", StringComparison.Ordinal));

    private static IEnumerable<YamlMappingNode> Jobs(string name) =>
        Map(All[name]["jobs"]).Children.Values.Select(Map);

    private static IReadOnlyList<YamlMappingNode> Steps(YamlMappingNode job) => Sequence(job["steps"]);

    private static IReadOnlyList<YamlMappingNode> Sequence(YamlNode node) =>
        [.. Assert.IsType<YamlSequenceNode>(node).Children.Select(Map)];

    private static YamlMappingNode Map(YamlNode node) => Assert.IsType<YamlMappingNode>(node);

    private static bool Has(YamlMappingNode map, string key) => map.Children.ContainsKey(key);

    private static HashSet<string> Keys(YamlMappingNode map) =>
        [.. map.Children.Keys.Select(k => ((YamlScalarNode)k).Value!)];

    private static string? Text(YamlNode node, params string[] keys)
    {
        foreach (var key in keys)
        {
            if (node is not YamlMappingNode map || !map.Children.TryGetValue(key, out node!))
            {
                return null;
            }
        }

        return (node as YamlScalarNode)?.Value;
    }

    private static IEnumerable<string> Scalars(YamlNode node) => node.AllNodes.OfType<YamlScalarNode>()
        .Select(s => s.Value!);

    private static HashSet<string> Named(IReadOnlyList<string> texts, Regex name) =>
        [.. texts.SelectMany(t => name.Matches(t)).Select(m => m.Groups[1].Value)];

    private static YamlNode Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return Assert.Single(stream.Documents).RootNode;
    }

    private static string Read(string path) =>
        File.ReadAllText(Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"```yaml\n(?<text>name:.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex YamlBlock();

    [GeneratedRegex(@"\bsteps\.([\w-]+)\.")]
    private static partial Regex StepName();

    [GeneratedRegex(@"\bsteps\.[\w-]+\.outputs\.([\w-]+)")]
    private static partial Regex OutputName();

    [GeneratedRegex(@"\binputs\.([\w-]+)")]
    private static partial Regex InputName();

    [GeneratedRegex(@"\bmatrix\.([\w-]+)")]
    private static partial Regex MatrixName();

    [GeneratedRegex(@"(^|\./|bash )(?<script>(build/)?[\w-]+\.sh)( (?<target>[\w-]+))?",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex ScriptCall();

    [GeneratedRegex(@"^actions/[\w-]+@v\d+$")]
    private static partial Regex OthersAction();

    [GeneratedRegex(@"\$\{?([A-Z][A-Z_]+)")]
    private static partial Regex Variable();
}
