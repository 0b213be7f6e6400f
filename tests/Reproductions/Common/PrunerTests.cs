using Pruning.Reproductions.Papers.Common;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Xunit;

namespace Pruning.Tests.Reproductions.Common;

public sealed class PrunerTests
{
    private static readonly Architecture Net = new(new Linear("only", 2, 2));

    [Fact]
    public void Without_KnownNets_SetsEachOnesOwnSmallestToZeroAndNothingElse()
    {
        float[][] trained = [[4, -1, 2, 3, 0.5f, 0.25f], [1, 2, -3, 4, 0.5f, 0.25f]];
        var pruner = new Pruner(Net, trained, [1, 2]);
        var method = new PruningMethod(Criterion.Magnitude);
        Assert.Equal([[4, 0, 0, 3, 0.5f, 0.25f], [0, 0, -3, 4, 0.5f, 0.25f]], pruner.Without(method, Amount.Of(2)));
        Assert.Equal([[1, 0, 0, 1, 1, 1], [0, 0, 1, 1, 1, 1]], pruner.Masks(method, Amount.Of(2)));

        // Every amount starts from the whole nets.
        Assert.Equal([[4, 0, 2, 3, 0.5f, 0.25f], [0, 2, -3, 4, 0.5f, 0.25f]], pruner.Without(method, Amount.Of(1)));
        Assert.Equal(trained, pruner.Without(method, Amount.Of(0)));
    }
}
