using Pruning.Shared.Training;
using PublicApiGenerator;
using Xunit;

namespace Pruning.Tests.Reproductions.Packages;

/// <summary>What programs that use the library package are compiled against changes only on purpose.</summary>
public sealed class PublicApiTests
{
    private const string Verified = "tests/Reproductions/Packages/PublicApi.verified.txt";
    private const string Received = "tests/Reproductions/Packages/PublicApi.received.txt";

    [Fact]
    public void Science_PublicApi_IsTheAcceptedOne()
    {
        var accepted = File.ReadAllText(At(Verified)).ReplaceLineEndings("\n");
        var found = typeof(Trainer).Assembly
            .GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false })
            .ReplaceLineEndings("\n").TrimEnd() + "\n";
        File.Delete(At(Received));
        if (found == accepted)
        {
            return;
        }

        File.WriteAllText(At(Received), found);
        Assert.Fail($"The public API of {typeof(Trainer).Assembly.GetName().Name} moved:\n\n"
            + string.Join('\n', Moved(accepted, found))
            + "\n\nPrograms that use the package may no longer compile where a line is gone. If that is meant, say so "
            + $"in CHANGELOG.md and accept it:\n\n  mv {Received} {Verified}\n");
    }

    [Theory]
    [InlineData("a\nb\nc", "a\nb\nc", "")]
    [InlineData("a\nb\nc", "a\nc\nd", "- b, + d")]
    [InlineData("a", "a\na", "+ a")]
    public void Moved_TwoTexts_AreTheLinesOfOneAlone(string before, string after, string moved) =>
        Assert.Equal(moved, string.Join(", ", Moved(before, after)));

    /// <summary>The lines that only one text has, in the order of the texts, with their number of times.</summary>
    private static IEnumerable<string> Moved(string before, string after) =>
    [
        .. Without(before, after).Select(line => $"- {line}"),
        .. Without(after, before).Select(line => $"+ {line}"),
    ];

    private static IEnumerable<string> Without(string text, string other)
    {
        var left = other.Split('\n').CountBy(line => line).ToDictionary();
        return text.Split('\n').Where(line => (left[line] = left.GetValueOrDefault(line) - 1) < 0).ToList();
    }

    private static string At(string path) => Path.Combine(Repository.Root, path);
}
