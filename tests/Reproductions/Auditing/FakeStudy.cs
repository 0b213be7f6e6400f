using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Engine;

namespace Pruning.Tests.Reproductions.Auditing;

/// <summary>
/// An experiment of two arms whose figures are said beforehand: in replicate s, of seed s or 100 + s, the loss of
/// <c>a</c> is s/16 and that of
/// <c>b</c> is s/8, so a − b = −s/16;
/// with <c>speed=fast</c> arm <c>b</c> gains 1, with <c>order=down</c> both arms do.
/// </summary>
internal sealed class FakeStudy : Study
{
    private readonly string id;

    public const int RegisteredPrimary = 7;
    public const int RegisteredOthers = 5;

    private int started;

    [SetsRequiredMembers]
    public FakeStudy(string id = "dynamic/fake")
    {
        this.id = id;
        Replicates = new(RegisteredPrimary, RegisteredOthers, 5);
        Axis = new("epoch", "nats", [1, 2, 3]);
        Combinations =
        [
            ("as-shipped", new Dictionary<string, string> { ["speed"] = "fast", ["order"] = "down" }),
            (null, new Dictionary<string, string> { ["speed"] = "faster", ["order"] = "down" }),
        ];
    }

    public override string Id => id;

    public override double Cost => 10;

    public override IReadOnlyList<Choice> Choices { get; } =
    [
        new("speed", "how fast arm b is", ["slow", "fast", "faster"], Stance.Unstated),
        new("order", "what goes first", ["up", "down"], Stance.AsShipped),
    ];

    /// <summary>
    /// Replicates after whose start every run fails, as if the process were killed; null: it never does.
    /// </summary>
    public int? FailAfter { get; init; }

    /// <summary>The replicates, counted from 1, that diverge.</summary>
    public Func<int, bool> Diverges { get; init; } = _ => false;

    /// <summary>The tables of each replicate, counted from 1.</summary>
    public Func<int, Dictionary<string, NamedTable>> TablesOf { get; init; } = _ => [];

    /// <summary>The units of curves that it knows.</summary>
    public Func<string, string?> UnitOf { get; init; } = _ => null;

    /// <summary>What a reading needs that is missing here.</summary>
    public Func<Reading, string?> MissingOf { get; init; } = _ => null;

    /// <summary>How often each reading's seed was run to its end.</summary>
    public ConcurrentDictionary<(string Reading, int Seed), int> Finished { get; } = new();

    /// <summary>Whether it measures times, and so is run on one machine at a time.</summary>
    public bool Timed { get; init; }

    public int Opened { get; private set; }

    public override bool OneAtATime => Timed;

    public override Nature NatureOf(string metric) =>
        metric.EndsWith(".count", StringComparison.Ordinal) ? Nature.Count : Nature.Real;

    public override string? UnitOfCurve(string curve) => UnitOf(curve);

    public override string? Missing(Reading reading) => MissingOf(reading);

    public override Session Open(Device device, NetFolder? nets = null)
    {
        Opened++;
        return new FakeSession(this);
    }

    protected override IReadOnlySet<string> ChangedArms(IReadOnlyDictionary<string, string> choices) =>
        choices["order"] == "down" ? new HashSet<string> { "a", "b" } : new HashSet<string> { "b" };

    /// <summary>A claim over this experiment: arm a has the larger loss.</summary>
    public Claim Claim(string claim = "dynamic/fake", string worse = "a", string better = "b") => new(
        claim, "Results", "An invented claim", new(0.5, 0.25, "nats", "0.5"), this,
            new DirectionRule(Quantity.Difference($"{worse}.loss", $"{better}.loss"), 0.25));

    /// <summary>A claim that looks at arm a only, which <c>speed</c> does not move.</summary>
    public Claim ClaimOnA(string claim = "dynamic/fake-a") => new(
        claim, "Results", "Another invented claim", Published.Nothing("nats"), this,
            new BoundRule(Quantity.Metric("a.loss"), 100));

    public Replicate Of(Reading reading, int seed)
    {
        var s = seed >= Registration.FirstSeed ? seed - Registration.FirstSeed + 1 : seed;
        var shift = reading.Choices["order"] == "down" ? 1 : 0;
        var bonus = reading.Choices["speed"] == "slow" ? 0 : 1;
        var (a, b) = (shift + (s / 16.0), shift - bonus + (s / 8.0));
        var diverged = Diverges(s);
        return new(
            seed,
            new Dictionary<string, double>
            {
                ["a.loss"] = diverged ? double.NaN : a,
                ["b.loss"] = b,
                ["a.count"] = 54,
                ["c.loss"] = 0.1 + 0.2
            },
            new Dictionary<string, IReadOnlyList<double>>
            {
                ["a.loss"] = [a - 0.5, a + 0.5],
                ["b.loss"] = [b - 0.5, b + 0.5]
            },
            new Dictionary<string, IReadOnlyList<double>>
            {
                ["a.loss"] = [a, a / 2, diverged ? double.NaN : a / 4],
                ["c.loss"] = [1, 2, 3]
            },
            diverged,
            0.25)
        {
            Tables = TablesOf(s),
        };
    }

    private sealed class FakeSession(FakeStudy experiment) : Session
    {
        public override IReadOnlyList<Replicate> Run(Reading reading, IReadOnlyList<int> seeds, Action<double> advance,
            CancellationToken cancel)
        {
            var replicates = new List<Replicate>();
            foreach (var seed in seeds)
            {
                cancel.ThrowIfCancellationRequested();
                advance(0.25);
                if (Interlocked.Increment(ref experiment.started) > experiment.FailAfter)
                {
                    throw new InvalidOperationException("killed");
                }

                advance(0.75);
                replicates.Add(experiment.Of(reading, seed));
                experiment.Finished.AddOrUpdate((reading.Id, seed), 1, (_, times) => times + 1);
            }

            return replicates;
        }
    }
}

/// <summary>Writes down what an audit tells, in its order.</summary>
internal sealed class RecordingObserver : IAuditObserver
{
    public List<string> Entries { get; } = [];

    /// <summary>What the progress of each reading adds up to, the reused included.</summary>
    public List<double> Sums { get; } = [];

    public void NotRun(IReadOnlyList<Claim> claims, Obstacle why) =>
        Entries.Add($"not run ({why.Brief}): {string.Join(", ", claims.Select(c => c.Id))}");

    public void ReadingStarted(Study experiment, Reading reading, int replicates, int reused)
    {
        Entries.Add($"{experiment.Id} {reading.Id}: {replicates}, {reused} reused");
        Sums.Add(reused);
    }

    public void Advanced(double replicates) => Sums[^1] += replicates;

    public void ReadingFinished() => Entries.Add("finished");

    public void Judged(Claim claim, Judgement judgement) => Entries.Add($"{claim.Id} {judgement.Verdict}");
}
