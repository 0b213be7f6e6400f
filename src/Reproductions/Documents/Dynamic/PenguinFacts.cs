using Pruning.Reproductions.Auditing;
using Pruning.Shared.Data.Penguins;
using Pruning.Shared.Engine;

namespace Pruning.Reproductions.Documents.Dynamic;

/// <summary>What can be said of the penguins without training: counts and ranges of the inputs.</summary>
internal sealed class PenguinFacts : Facts
{
    /// <inheritdoc/>
    public override string Id => "dynamic/penguin-data";

    /// <inheritdoc/>
    protected override string About => "this data set";

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, double> Find(Device device)
    {
        var data = PenguinData.Instance;
        return new Dictionary<string, double>
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
    }
}
