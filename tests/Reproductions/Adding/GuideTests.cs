using System.Text.RegularExpressions;
using Xunit;

namespace Pruning.Tests.Reproductions.Adding;

/// <summary>docs/adding.md shows code that is compiled and run: that of the files it names.</summary>
public sealed partial class GuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(Repository.Root, "docs/adding.md"))
        .ReplaceLineEndings("\n");

    public static TheoryData<string> Files => [.. Blocks().Matches(Guide).Select(m => m.Groups["file"].Value)];

    [Fact]
    public void Guide_EveryBlockOfCode_NamesItsFile() =>
        Assert.Equal(Regex.Count(Guide, "^```csharp$", RegexOptions.Multiline), Files.Count);

    [Theory]
    [MemberData(nameof(Files))]
    public void Guide_Code_IsThatOfTheFileWithoutItsUsings(string file)
    {
        var shown = Blocks().Matches(Guide).Single(m => m.Groups["file"].Value == file).Groups["code"].Value;
        var lines = Repository.Lines(file).SkipWhile(l => !l.StartsWith("namespace", StringComparison.Ordinal)).Skip(2);
        Assert.Equal(string.Join('\n', lines).TrimEnd(), shown.TrimEnd());
    }

    [GeneratedRegex(@"^`(?<file>tests/[\w/]+\.cs)`:\n\n```csharp\n(?<code>.*?)^```$",
        RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();
}
