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
    public void File_HoldsAtMostOnePublicTypeAndIsCalledAfterOne() => Assert.All(
        Repository.Sources("src").Except(["src/Reproductions/Program.cs", "src/Reproductions/GlobalUsings.cs"]),
        path =>
        {
            var types = Repository.Lines(path).Select(line => Declaration().Match(line)).Where(m => m.Success).ToList();
            var names = types.Where(t => t.Value.StartsWith("public", StringComparison.Ordinal)).Select(NameOf)
                .Distinct();
            Assert.True(names.Count() <= 1, $"{path} holds {string.Join(", ", names)}");
            Assert.Contains(Path.GetFileNameWithoutExtension(path).Split('.', '{')[0], types.Select(NameOf));
        });

    [Fact]
    public void Namespace_FollowsTheFolder() => Assert.All(
        Repository.Sources("src").Except(["src/Reproductions/Program.cs", "src/Reproductions/GlobalUsings.cs"]),
        path =>
        {
            var folders = Path.GetDirectoryName(path)!.Replace('\\', '/').Split('/').Skip(1);
            Assert.Contains($"namespace Pruning.{string.Join('.', folders)};", Repository.Lines(path));
        });

    private static string NameOf(Match declaration) => declaration.Groups[1].Value;

    [GeneratedRegex(@"^(?:public|internal)[a-z ]*? (?:class|record struct|record|struct|enum|interface) (\w+)")]
    private static partial Regex Declaration();
}
