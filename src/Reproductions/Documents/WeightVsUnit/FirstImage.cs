using Pruning.Reproductions.Auditing;
using Pruning.Shared.Data.Mnist;
using TorchSharp;

namespace Pruning.Reproductions.Documents.WeightVsUnit;

/// <summary>What the first training image looks like.</summary>
internal sealed class FirstImage : Experiment
{
    /// <inheritdoc/>
    public override string Id => "weight-vs-unit/first-image";

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
            var images = MnistData.Load().Train;
            var zeros = images.Pixels[..images.Features].Count((byte)0);
            var values = new Dictionary<string, double>
            {
                ["image.zeroPixels"] = zeros,
                ["image.zeroShare"] = zeros / (double)images.Features,
            };
            advance(seeds.Count);
            return [.. seeds.Select(s => new Replicate(s, values, new Dictionary<string, IReadOnlyList<double>>(), new Dictionary<string, IReadOnlyList<double>>()))];
        }
    }
}
