using Pruning.Reproductions.Auditing.Shards;
using Pruning.Tests.Reproductions.Auditing;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Pruning.Tests.Reproductions.Commands;

/// <summary>
/// The files of <c>docs/cluster</c> say what the command line takes; those for SLURM are tried by build/slurm.sh.
/// </summary>
public sealed class ClusterFilesTests : IDisposable
{
    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public void Kubernetes_TaskOfTheJob_RunsItsShard()
    {
        var spec = Read("kubernetes.yaml")["spec"];
        var completions = Text(spec["completions"]);
        var container = spec["template"]["spec"]["containers"][0];
        var arguments = ((YamlSequenceNode)container["args"]).Select(Text).ToList();
        Assert.Contains($"array/{completions}", arguments);
        Assert.Equal(("Indexed", completions), (Text(spec["completionMode"]), Text(spec["parallelism"])));
        var mount = Text(container["volumeMounts"][0]["mountPath"]);
        var line = arguments.Select(a => a == mount ? place.Folder : a == "*" ? "dynamic/penguins-rows" : a);
        using var child = ChildProcess.Run(
            new Dictionary<string, string> { ["JOB_COMPLETION_INDEX"] = "0" }, [.. line]);
        Assert.Equal((0, string.Empty), (child.ExitCode, child.Errors));
        Assert.Equal($"1/{completions}",
            ShardFile.Read(Path.Combine(place.Folder, $"shard-1-of-{completions}"))!.Shard);
    }

    [Fact]
    public void GitHub_Matrix_IsOfAsManyShardsAsItsCommandSays()
    {
        var shard = Read("github-actions.yml")["jobs"]["shard"];
        var matrix = ((YamlSequenceNode)shard["strategy"]["matrix"]["shard"]).Select(Text).ToList();
        Assert.Equal(Enumerable.Range(1, matrix.Count).Select(i => $"{i}"), matrix);
        var commands = ((YamlSequenceNode)shard["steps"]).OfType<YamlMappingNode>()
            .Where(s => s.Children.ContainsKey("run")).Select(s => Text(s["run"]));
        Assert.Contains($"--shard ${{{{ matrix.shard }}}}/{matrix.Count} ", Assert.Single(commands));
    }

    private static YamlNode Read(string name)
    {
        var yaml = new YamlStream();
        using var text = File.OpenText(Path.Combine(Repository.Root, "docs", "cluster", name));
        yaml.Load(text);
        return Assert.Single(yaml.Documents).RootNode;
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;
}
