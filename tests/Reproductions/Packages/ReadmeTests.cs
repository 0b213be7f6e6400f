using System.Text.RegularExpressions;
using Xunit;

namespace Pruning.Tests.Reproductions.Packages;

/// <summary>The library package's README shows code that runs and what it then says.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme =
        File.ReadAllText(Path.Combine(Repository.Root, "src/Shared/README.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Readme_Code_IsThatOfTheExample()
    {
        var file = Repository.Lines("tests/Reproductions/Packages/ReadmeExample.cs");
        var usings = file.TakeWhile(line => line.Length > 0);
        var statements = file.SkipWhile(line => line != "    public static void Run()").Skip(2)
            .TakeWhile(line => line != "    }").Select(line => line.Length > 8 ? line[8..] : line);
        Assert.Equal(string.Join('\n', [.. usings, string.Empty, .. statements]), Block("csharp"));
    }

    [Fact]
    public void Readme_Output_IsWhatTheExamplePrints()
    {
        ReadmeExample.Run();
        Assert.Equal(Block("text").Split('\n'), ReadmeExample.Console.Lines);
    }

    private static string Block(string language) =>
        Blocks().Matches(Readme).Single(m => m.Groups["language"].Value == language).Groups["code"].Value.TrimEnd();

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();
}
