using System.Runtime.CompilerServices;
using Pruning.Reproductions.Auditing.Rules;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing.Rules;

public sealed class SimulationTests
{
    private const string Start = "<!-- simulation: written by SimulationTests -->\n";
    private const string End = "<!-- /simulation -->\n";

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    public void Direction_NoEffect_ErrsAtMostOneTimeInTwenty(int n)
    {
        var slack = 3 * Math.Sqrt(0.05 * 0.95 / Simulation.Repetitions(n));
        var rates = Simulation.Simulate(
            new("direction", "0", new DirectionRule(SampleReplicates.D), [0]), n, skewed: false);
        Assert.InRange(rates.Reproduced, 0, 0.05 + slack);
        Assert.InRange(rates.Contradicted, 0, 0.05 + slack);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Rules_Simulated_ErrAsTheDocumentationSays()
    {
        var rows = Simulation.Run().ToList();
        Assert.All(rows, r =>
        {
            var limit = 0.05 + (3 * Math.Sqrt(0.05 * 0.95 / Simulation.Repetitions(r.N)));
            Assert.InRange(r.Normal.Reproduced, 0, limit);
            Assert.InRange(r.Normal.Contradicted, 0, limit);
        });

        var path = Path.Combine(Root(), "docs", "verdicts.md");
        var text = File.ReadAllText(path);
        var (start, end) = (
            text.IndexOf(Start, StringComparison.Ordinal) + Start.Length, text.IndexOf(End, StringComparison.Ordinal));
        var table = Simulation.Table(rows);
        if (string.Equals(Environment.GetEnvironmentVariable("PRUNING_ACCEPT_DOCS"), "1", StringComparison.Ordinal))
        {
            File.WriteAllText(path, text[..start] + table + text[end..]);
            return;
        }

        Assert.True(
            table == text[start..end],
            "docs/verdicts.md has another table than the rules yield now; "
            + $"run this test with PRUNING_ACCEPT_DOCS=1 to write it anew:\n{table}");
    }

    private static string Root([CallerFilePath] string here = "")
    {
        foreach (
            var start in new[] { Path.GetDirectoryName(here), AppContext.BaseDirectory, Environment.CurrentDirectory })
        {
            for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
            {
                if (File.Exists(Path.Combine(folder, "Pruning.sln")))
                {
                    return folder;
                }
            }
        }

        throw new DirectoryNotFoundException(
            "No Pruning.sln above the test's source, its output or the current folder: "
            + "run the tests inside the repository.");
    }
}
