using System.Diagnostics.CodeAnalysis;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing;

/// <summary>The trained nets of an audit as folders of arrays.</summary>
public sealed class SaveWeightsTests : IDisposable
{
    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public void Run_SaveWeights_WritesEveryPrimaryReplicatesNetToTheBit()
    {
        Audit(new Trained("dynamic/nets"), all: true);
        Assert.Equal(["seed-101", "seed-102", "seed-103"],
            Directory.GetDirectories(Path.Combine(place.Folder, "nets", "dynamic", "nets"))
            .Select(d => Path.GetFileName(d)).Order());
        for (var seed = 101; seed <= 103; seed++)
        {
            var (net, values) = WeightFolder.Load(Path.Combine(place.Folder, "nets", "dynamic", "nets",
                $"seed-{seed}"), 2, 2);
            Assert.Equal(Trained.ValuesOf("slow", seed), values);
            Assert.Equal(Trained.Net.Parameters.Select(p => p.Name), net.Parameters.Select(p => p.Name));
        }
    }

    [Fact]
    public void Run_SaveWeightsAfterwards_RunsNothingAgain()
    {
        place.Audit(new() { Claims = [new Trained("dynamic/nets").Claim] });
        var later = new Trained("dynamic/nets");
        Audit(later);
        Assert.Equal(0, later.Runs);
        Assert.Equal(Trained.ValuesOf("slow", 103),
            WeightFolder.Load(Path.Combine(place.Folder, "nets", "dynamic", "nets", "seed-103"), 2, 2).Values);
    }

    [Fact]
    public void Run_ExperimentWithoutANet_WritesNoFolder()
    {
        place.Audit(new() { Claims = [new FakeStudy().Claim()], SaveWeights = Path.Combine(place.Folder, "nets") });
        Assert.False(Directory.Exists(Path.Combine(place.Folder, "nets")));
    }

    [Fact]
    public void Run_WithoutTheOption_AsksForNoNet()
    {
        var experiment = new Trained("dynamic/nets");
        place.Audit(new() { Claims = [experiment.Claim] });
        Assert.Equal(0, experiment.Asked);
    }

    [Fact]
    public void Run_SaveWeights_SameFigures()
    {
        var plain = Workplace.Figures(place.Audit(new() { Claims = [new Trained("dynamic/nets").Claim] }));
        using var other = new Workplace();
        Assert.Equal(plain, Workplace.Figures(other.Audit(new()
        {
            Claims = [new Trained("dynamic/nets").Claim],
            SaveWeights = Path.Combine(other.Folder, "nets")
        })));
    }

    private void Audit(Trained experiment, bool all = false) =>
        place.Audit(new()
        {
            Claims = [experiment.Claim],
            Readings = all ? ReadingSet.All : ReadingSet.Primary,
            SaveWeights = Path.Combine(place.Folder, "nets")
        });

    /// <summary>An experiment whose nets are said beforehand.</summary>
    private sealed class Trained : Study
    {
        private readonly string id;
        private int runs;

        public static Architecture Net { get; } = new(new Linear("layer1", 2, 3), new Relu(),
            new Linear("layer2", 3, 2));

        public override string Id => id;

        public override IReadOnlyList<Choice> Choices { get; } =
            [new("speed", "how fast", ["slow", "fast"], Stance.Unstated)];

        [SetsRequiredMembers]
        public Trained(string id) => (this.id, Replicates) = (id, new(3, 5, 3));

        protected override IReadOnlySet<string> ChangedArms(IReadOnlyDictionary<string, string> choices) =>
            new HashSet<string> { "a" };

        public int Runs => runs;

        public int Asked { get; private set; }

        public Claim Claim => new("dynamic/nets", "Results", "An invented claim", Published.Nothing("nats"), this,
            new BoundRule(Quantity.Metric("a.loss"), 100));

        public static float[] ValuesOf(string speed, int seed) =>
            [.. Enumerable.Range(0, Net.ParameterCount)
            .Select(i => (speed == "slow" ? 1f : -1f) / ((100 * seed) + i + 1))];

        public override Session Open(Device device, NetFolder? nets = null) => new Nets(this);

        private sealed class Nets(Trained experiment) : Session
        {
            public override IReadOnlyList<Replicate> Run(Reading reading, IReadOnlyList<int> seeds,
                Action<double> advance, CancellationToken cancel)
            {
                Interlocked.Add(ref experiment.runs, seeds.Count);
                advance(seeds.Count);
                var none = new Dictionary<string, IReadOnlyList<double>>();
                return [.. seeds.Select(s => new Replicate(s, new Dictionary<string, double> { ["a.loss"] = s }, none,
                    none))];
            }

            public override (Architecture Net, float[] Values)? TrainedNet(Reading reading, int seed)
            {
                experiment.Asked++;
                return (Trained.Net, ValuesOf(reading.Choices["speed"], seed));
            }
        }
    }
}
