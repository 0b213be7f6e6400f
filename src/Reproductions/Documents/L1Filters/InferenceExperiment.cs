using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Documents.Common;
using Pruning.Shared.Engine;

namespace Pruning.Reproductions.Documents.L1Filters;

/// <summary>How long the net and its pruned form take for one image and for 256, on one thread. Times do not depend on the weights, so nothing is trained.</summary>
internal sealed class InferenceExperiment : Experiment
{
    private const string ByMacs = "pruned.speedupByMacs";

    /// <summary>Images at a time.</summary>
    public static readonly IReadOnlyList<int> Batches = [1, 256];

    /// <inheritdoc/>
    public override string Id => "l1-filters/inference";

    /// <inheritdoc/>
    public override (int Primary, int Others) Registered => (8, 8);

    /// <inheritdoc/>
    public override int CheckReplicates => 1;

    /// <inheritdoc/>
    public override int Cost => 10;

    /// <inheritdoc/>
    public override bool OneAtATime => true;

    /// <inheritdoc/>
    public override bool IsCount(string metric) => metric == ByMacs;

    /// <inheritdoc/>
    public override bool IsRepeatable(string metric) => metric == ByMacs;

    /// <inheritdoc/>
    public override InferenceScope InferenceScopeOf(IReadOnlyDictionary<string, string> choices) => new("runs on this machine");

    /// <inheritdoc/>
    public override Session Open(Device device) => new InferenceSession();

    /// <summary>How many times faster the pruned net is, and both nets' times.</summary>
    public static Quantity Speedup { get; } = Quantity.Metric("pruned@1.speedup") with { Arms = ["pruned", .. Batches.SelectMany(b => new[] { $"baseline@{b}", $"pruned@{b}" })] };

    /// <summary>The times behind the ratio, and what the multiply-accumulates alone would make it.</summary>
    public static string Times(IReadOnlyList<Replicate> replicates, Reading reading)
    {
        var parts = Batches.Select(b =>
            $"{(b == 1 ? "one image" : $"{b} images")}: {Micro($"baseline@{b}.seconds")} against {Micro($"pruned@{b}.seconds")} µs, {Phrases.Mean(replicates, $"pruned@{b}.speedup", 1, "0.00")} times faster "
            + $"(the middle half of the rounds spans {100 * Math.Max(Mean($"baseline@{b}.spread"), Mean($"pruned@{b}.spread")):0} % of the median)");
        return $"On one thread of the CPU, medians of interleaved rounds, means over {replicates.Count} repetitions. {string.Join("; ", parts)}. By multiply-accumulates alone it would be {Mean(ByMacs):0.00} times. The kernels take sixteen images side by side, so one image takes as long as sixteen.";

        double Mean(string metric) => replicates.Average(r => r.Values[metric]);
        string Micro(string metric) => $"{1e6 * Mean(metric):#,0}";
    }
}
