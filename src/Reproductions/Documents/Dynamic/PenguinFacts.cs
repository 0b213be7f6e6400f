using Pruning.Reproductions.Auditing;
using Pruning.Shared.Data.Penguins;
using TorchSharp;

namespace Pruning.Reproductions.Documents.Dynamic;

/// <summary>What can be said of the penguins without training: counts and ranges of the inputs.</summary>
internal sealed class PenguinFacts : Experiment
{
    /// <inheritdoc/>
    public override string Id => "dynamic/penguin-data";

    /// <inheritdoc/>
    public override (int Primary, int Others) Registered => (1, 1);

    /// <inheritdoc/>
    public override int CheckReplicates => 1;

    /// <inheritdoc/>
    public override bool Seeded => false;

    /// <inheritdoc/>
    public override bool IsCount(string metric) => true;

    /// <inheritdoc/>
    public override Generality GeneralityOf(IReadOnlyDictionary<string, string> choices) => new("this data set");

    /// <inheritdoc/>
    public override Session Open(torch.Device device) => new Counting();

    private sealed class Counting : Session
    {
        public override IReadOnlyList<Replicate> Run(Reading reading, IReadOnlyList<int> seeds, Action<double> advance, CancellationToken cancel)
        {
            var data = PenguinData.Instance;
            var values = new Dictionary<string, double>
            {
                ["data.rows"] = data.Examples.Count,
                ["data.inputs"] = data.Examples.Features,
                ["data.train"] = data.PublishedSplit.Train.Length,
                ["data.validation"] = data.PublishedSplit.Validation.Length,
                ["data.test"] = data.PublishedSplit.Test.Length,
                ["data.smallestInput"] = data.Examples.Inputs.Min(),
                ["data.largestInput"] = data.Examples.Inputs.Max(),
                ["data.rowsOutsideUnitRange"] = data.Examples.Inputs.Chunk(data.Examples.Features).Count(row => row.Any(x => x is < 0 or > 1)),
            };
            advance(seeds.Count);
            return [.. seeds.Select(s => new Replicate(s, values, new Dictionary<string, IReadOnlyList<double>>(), new Dictionary<string, IReadOnlyList<double>>()))];
        }
    }
}
