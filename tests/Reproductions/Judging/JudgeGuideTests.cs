using Pruning.Reproductions.Judging;
using Xunit;

namespace Pruning.Tests.Reproductions.Judging;

/// <summary>docs/judge.md shows the example that the program writes.</summary>
public sealed class JudgeGuideTests
{
    [Fact]
    public void Guide_Yaml_IsTheExample()
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "judge.md")).ReplaceLineEndings("\n");
        Assert.Contains($"```yaml\n{ExampleFiles.Text("claims.yaml").ReplaceLineEndings("\n")}```\n", guide);
    }
}
