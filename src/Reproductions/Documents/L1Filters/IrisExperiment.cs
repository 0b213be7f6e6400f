using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Shared.Engine;
using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Documents.L1Filters;

/// <summary>A small dense net on Iris, and its accuracy as ever more weights are taken away: what the document began and left unfinished.</summary>
internal sealed class IrisExperiment : Experiment
{
    /// <summary>What loss of mean accuracy is still held: a point.</summary>
    private const double Margin = 0.01;

    /// <summary>How the weights that go are chosen: the smallest, or any.</summary>
    public static IReadOnlyList<string> Families { get; } = ["weight", "random"];

    /// <summary>The levels k, in per cent of what may be pruned.</summary>
    public static IReadOnlyList<int> Levels { get; } = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99];

    /// <inheritdoc/>
    public override string Id => "l1-filters/iris";

    /// <inheritdoc/>
    public override IReadOnlyList<Choice> Choices { get; } =
    [
        new("net", "inputs, two hidden layers with ReLU, outputs; PyTorch’s initial values", ["4-16-16-3"], Families),
        new("split", "drawn anew by every replicate: of each species 40 flowers to train and 10 to test", ["stratified"], Families),
        new("inputs", "the four measurements in decimetres, so that all lie between 0 and 1, or in centimetres", ["dm", "cm"], Families),
        new("optimizer", "Adam at 0.01, 16 flowers a step", ["adam"], Families),
        new("epochs", "epochs before anything is pruned", ["100", "400"], Families),
        new("scope", "each layer loses its own share (at 99 % the output layer loses all), or all compete in one pool", ["layerwise", "global"], Families),
        new("output", "the output layer’s weights are pruned too, or left alone; biases always stay", ["pruned", "spared"], Families),
        new("retraining", "epochs of further training at every level, of the whole net too", ["0", "20"], Families),
    ];

    /// <inheritdoc/>
    public override (int Primary, int Others) Registered => (64, 64);

    /// <inheritdoc/>
    public override int CheckReplicates => 16;

    /// <inheritdoc/>
    public override int Cost => 5;

    /// <inheritdoc/>
    public override CurveAxis Axis { get; } = new("% pruned", "fraction", [.. Levels.Select(k => (double)k)]);

    /// <inheritdoc/>
    public override int ChunkSize(Device device) => device == Device.Cpu ? 32 : 1024;

    /// <inheritdoc/>
    public override InferenceScope InferenceScopeOf(IReadOnlyDictionary<string, string> choices) => new("seeds and splits", 30.0 / 120);

    /// <inheritdoc/>
    public override Session Open(Device device) => new IrisSession(device);

    /// <summary>Test accuracy of a family at a level; nothing pruned is the same net for both.</summary>
    public static string Accuracy(string family, int k) => $"{(k == 0 ? Families[0] : family)}@{k}.testAccuracy";

    /// <summary>Test accuracy without half of the weights, beside all levels of both families.</summary>
    public static Quantity AtHalf { get; } = Quantity.Metric(Accuracy("weight", 50)) with
    {
        Arms = [.. Families.SelectMany(f => Levels.Select(k => Accuracy(f, k).Split('.')[0])).Distinct()],
    };

    /// <summary>Accuracy of the whole net, without half of the weights, and how far the mean holds.</summary>
    public static string Describe(IReadOnlyList<Replicate> replicates, Reading reading)
    {
        var finite = replicates.Where(r => !r.Diverged).ToArray();
        return finite.Length == 0
            ? "Every replicate diverged."
            : $"Test accuracy of the whole net {Mean(Accuracy("weight", 0))}; without half of the weights {Mean(Accuracy("weight", 50))} by magnitude and {Mean(Accuracy("random", 50))} at random. "
                + $"The mean stays within one point of the whole net’s {UpTo("weight")} by magnitude and {UpTo("random")} at random (a level counts if all below it do).";

        string UpTo(string family) => LargestHeld(finite, family) is var k and > 0 ? $"up to {k} %" : "at no level";

        string Mean(string metric)
        {
            var values = Summary.Of([.. finite.Select(r => r.Values[metric])]);
            if (values.Count < 2)
            {
                return $"{100 * values.Mean:0.0} %";
            }

            var interval = Estimate.OfOverlappingSplits(values, reading.InferenceScope.TestShare!.Value).Interval(IntervalRule.Level);
            return $"{100 * values.Mean:0.0} % [{100 * interval.Lower:0.0}, {100 * interval.Upper:0.0}]";
        }
    }

    /// <summary>The largest level up to which the mean accuracy is less than a point below the whole net's.</summary>
    public static int LargestHeld(IReadOnlyList<Replicate> replicates, string family) =>
        Levels.TakeWhile(k => replicates.Average(r => r.Values[Accuracy(family, 0)] - r.Values[Accuracy(family, k)]) < Margin).Last();
}
