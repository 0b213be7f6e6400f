using Pruning.Reproductions.Auditing;
using Pruning.Shared.Data.Mnist;
using Pruning.Shared.Engine;

namespace Pruning.Reproductions.Documents.Sensitivity;

/// <summary>What Fashion-MNIST consists of.</summary>
internal sealed class DataSetFacts : Facts
{
    /// <inheritdoc/>
    public override string Id => "sensitivity/data";

    /// <inheritdoc/>
    public override int Cost => 5;

    /// <inheritdoc/>
    protected override string About => "this data set";

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, double> Find(Device device)
    {
        var images = FashionMnistData.Load();
        var (train, test) = (images.Train.ToDataSet(), images.Test.ToDataSet());
        return new Dictionary<string, double>
        {
            ["data.images"] = train.Count + test.Count,
            ["data.pixels"] = train.Features == test.Features ? train.Features : double.NaN,
            ["data.classes"] = train.Labels.Concat(test.Labels).Distinct().Count(),
        };
    }
}
