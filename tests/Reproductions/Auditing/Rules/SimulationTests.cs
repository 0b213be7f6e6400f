using System.Runtime.CompilerServices;
using MathNet.Numerics.Random;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing.Rules;

public sealed class SimulationTests
{
    private const string Start = "<!-- simulation: written by SimulationTests -->\n";
    private const string End = "<!-- /simulation -->\n";

    /// <summary>
    /// Largest error a side with normal and with exponential replicates; a lognormal's is told as it is.
    /// </summary>
    private static readonly double?[] Goals = [0.03, 0.06, 0.06, null];

    /// <summary>
    /// A composite of two tests its core at the whole level and the other part at half of it, so that it may be
    /// contradicted half as often again.
    /// </summary>
    private static double Goal(Rule rule, double? each) => each is not { } goal ? 1
        : rule is CompositeRule ? 1.5 * goal : goal;

    [Theory]
    [InlineData(8)]
    [InlineData(8, 16, 32)]
    public void Direction_NoEffect_ErrsAtMostThreeTimesInAHundred(params int[] looks)
    {
        var rates = Simulation.Simulate(Simulation.Direction, looks, "normal");
        Assert.InRange(rates.Reproduced, 0, 0.03);
        Assert.InRange(rates.Contradicted, 0, 0.03);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void SameAgain_Simulated_IsCalibrated()
    {
        // True means all over the place, an audit and a second one: among audits that promised p, the share p of the
        // second ones agrees.
        var random = new Xoshiro256StarStar(17, threadSafe: false);
        var bins = new Dictionary<int, List<(double Promised, bool Same)>>();
        foreach (var looks in new int[][] { [8], [8, 16, 32] })
        {
            for (var audit = 0; audit < 6000; audit++)
            {
                var mean = 3 * ((2 * random.NextDouble()) - 1);
                double[] Draw() => Simulation.Draw(random, "normal", mean, looks[^1]);
                var rule = audit % 2 == 0 ? Simulation.Direction.Rule : new EquivalenceRule(SampleReplicates.D, 1.5);
                var (values, again) = (Draw(), Draw());
                var first = rule.Judge(rule.Observe(SampleReplicates.Runs(values), looks), InferenceScope.Seeds, looks);
                var second = Simulation.Judge(rule, [again], looks).Verdict;
                var promised = first.SameAgain!.Value;
                var bin = (looks[^1] * 10) + (int)Math.Min(4, promised * 5);
                (bins.TryGetValue(bin, out var list) ? list : bins[bin] = []).Add((promised, second == first.Verdict));
            }
        }

        Assert.All(bins.Values.Where(b => b.Count >= 300), b => Assert.InRange(
            b.Average(x => x.Same ? 1 : 0) - b.Average(x => x.Promised), -0.05, 0.05));
        Assert.True(bins.Values.Count(b => b.Count >= 300) >= 5);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Rules_Simulated_ErrAsTheDocumentationSays()
    {
        var rows = Simulation.Run();
        Assert.All(rows, r => Assert.All(r.Rates.Zip(Goals), cell =>
        {
            var goal = Goal(r.Of.Rule, cell.Second);
            var limit = goal + (2 * Math.Sqrt(goal * (1 - goal) / Simulation.Repetitions(r.Of, r.Looks)));
            Assert.InRange(cell.First.Reproduced, 0, limit);
            Assert.InRange(cell.First.Contradicted, 0, limit);
        }));

        var path = Path.Combine(Root(), "docs", "verdicts.md");
        var text = File.ReadAllText(path);
        var (start, end) = (
            text.IndexOf(Start, StringComparison.Ordinal) + Start.Length, text.IndexOf(End, StringComparison.Ordinal));
        var table = $"{Simulation.Table(rows)}\n{Simulation.Table(Simulation.RunPower())}";
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
