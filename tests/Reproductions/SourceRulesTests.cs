using System.Text.RegularExpressions;
using Xunit;

namespace Pruning.Tests.Reproductions;

/// <summary>What CONTRIBUTING.md asks of the sources and a tool can check.</summary>
public sealed partial class SourceRulesTests
{
    private static readonly string[] Everything = ["src", "tests", "benchmarks"];

    [Fact]
    public void Lines_EndAt120Columns() => Assert.Empty(
        Repository.Sources(Everything).SelectMany(path => Repository.Lines(path)
            .Index()
            .Where(line => line.Item.EnumerateRunes().Count() > 120)
            .Select(line => $"{path}:{line.Index + 1}")));

    [Fact]
    public void File_HoldsOneTypeAndIsCalledAfterIt() => Assert.Empty(
        Repository.Sources("src").Where(path => path != "src/Reproductions/Program.cs").SelectMany(path =>
        {
            var name = Path.GetFileNameWithoutExtension(path).Split('.', '{')[0];
            var types = TopLevelTypes(path);
            return types.Distinct().Count() == 1 && types[0] == name ? [] : new[] { $"{path}: {string.Join(", ", types)}" };
        }));

    [Fact]
    public void Namespaces_FollowTheFolders() => Assert.Empty(
        Repository.Sources("src").Where(path => path != "src/Reproductions/Program.cs").Where(path =>
        {
            var folders = Path.GetDirectoryName(path)!.Replace('\\', '/').Split('/').Skip(1);
            return !Repository.Lines(path).Contains($"namespace Pruning.{string.Join('.', folders)};");
        }));

    private static string[] TopLevelTypes(string path) =>
        [.. Repository.Lines(path).Select(line => Declaration().Match(line)).Where(m => m.Success).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"^(?:public|internal)[a-z ]*? (?:class|record struct|record|struct|enum|interface) (\w+)")]
    private static partial Regex Declaration();
}
