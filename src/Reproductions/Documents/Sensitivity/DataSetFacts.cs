using Pruning.Reproductions.Auditing;
using Pruning.Shared.Data.Mnist;
using TorchSharp;

namespace Pruning.Reproductions.Documents.Sensitivity;

/// <summary>What Fashion-MNIST consists of.</summary>
internal sealed class DataSetFacts : Experiment
{
    /// <inheritdoc/>
    public override string Id => "sensitivity/data";

    /// <inheritdoc/>
    public override (int Primary, int Others) Registered => (1, 1);

    /// <inheritdoc/>
    public override int CheckReplicates => 1;

    /// <inheritdoc/>
    public override int Cost => 5;

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
            var images = FashionMnistData.Load();
            var (train, test) = (images.Train.ToDataSet(), images.Test.ToDataSet());
            var values = new Dictionary<string, double>
            {
                ["data.images"] = train.Count + test.Count,
                ["data.pixels"] = train.Features == test.Features ? train.Features : double.NaN,
                ["data.classes"] = train.Labels.Concat(test.Labels).Distinct().Count(),
            };
            advance(seeds.Count);
            return [.. seeds.Select(s => new Replicate(s, values, new Dictionary<string, IReadOnlyList<double>>(), new Dictionary<string, IReadOnlyList<double>>()))];
        }
    }
}
