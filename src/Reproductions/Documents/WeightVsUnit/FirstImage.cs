using Pruning.Reproductions.Auditing;
using Pruning.Shared.Data.Mnist;
using Pruning.Shared.Engine;

namespace Pruning.Reproductions.Documents.WeightVsUnit;

/// <summary>What the first training image looks like.</summary>
internal sealed class FirstImage : Facts
{
    /// <inheritdoc/>
    public override string Id => "weight-vs-unit/first-image";

    /// <inheritdoc/>
    public override int Cost => 5;

    /// <inheritdoc/>
    protected override string About => "this data set";

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, double> Find(Device device)
    {
        var images = MnistData.Load().Train;
        var zeros = images.Pixels[..images.Features].Count((byte)0);
        return new Dictionary<string, double>
        {
            ["image.zeroPixels"] = zeros,
            ["image.zeroShare"] = zeros / (double)images.Features,
        };
    }
}
