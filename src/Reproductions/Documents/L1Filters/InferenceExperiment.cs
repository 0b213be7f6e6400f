using Pruning.Reproductions.Auditing;
using TorchSharp;

namespace Pruning.Reproductions.Documents.L1Filters;

/// <summary>How long the net and its pruned form take for one image and for 256, on one thread. Times do not depend on the weights, so nothing is trained.</summary>
internal sealed class InferenceExperiment : Experiment
{
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
    public override bool Alone => true;

    /// <inheritdoc/>
    public override bool Repeats(string metric) => IsCount(metric);

    /// <inheritdoc/>
    public override bool IsCount(string metric) => metric.EndsWith("MacRatio", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override Generality GeneralityOf(IReadOnlyDictionary<string, string> choices) => new("runs on this machine");

    /// <inheritdoc/>
    public override Session Open(torch.Device device) => new InferenceSession(device);

    /// <summary>How many times faster the pruned net is, and both nets' times.</summary>
    public static Quantity Speedup { get; } = Quantity.Metric("pruned@1.speedup") with { Arms = [.. Batches.SelectMany(b => new[] { $"baseline@{b}", $"pruned@{b}" })] };

    /// <summary>The times behind the ratio, and what the multiply-accumulates alone would make it.</summary>
    public static string Times(IReadOnlyList<Replicate> replicates, Reading reading)
    {
        var parts = Batches.Select(b =>
            $"{(b == 1 ? "one image" : $"{b} images")}: {Micro($"baseline@{b}.seconds")} against {Micro($"pruned@{b}.seconds")} µs, {Mean($"pruned@{b}.speedup"):0.00} times faster "
            + $"(middle half of the rounds ±{100 * Math.Max(Mean($"baseline@{b}.spread"), Mean($"pruned@{b}.spread")) / 2:0} %)");
        return $"On one thread, medians of interleaved rounds, means over {replicates.Count} repetitions. {string.Join("; ", parts)}. By multiply-accumulates alone it would be {Mean("pruned@1.speedupByMacRatio"):0.00} times.";

        double Mean(string metric) => replicates.Average(r => r.Values[metric]);
        string Micro(string metric) => $"{1e6 * Mean(metric):#,0}";
    }
}
