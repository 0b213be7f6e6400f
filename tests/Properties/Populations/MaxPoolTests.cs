using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Populations;

public sealed class MaxPoolTests
{
    private static readonly Gen<Architecture> Alone =
        from channels in Gen.Choose(1, 4)
        from size in Gen.Choose(1, 4)
        from height in Gen.Choose(size, 9)
        from width in Gen.Choose(size, 9)
        select new Architecture(new MaxPool(new(channels, height, width), size));

    [Fact]
    public void Forward_AnyMaps_IsTheLargestOfEveryWholeWindow() => Cases.Check(ImageCase.Of(Alone), c =>
    {
        // Nothing is computed, so nothing is rounded.
        var expected = Enumerable.Range(0, c.Rows.Length)
            .Select(r => Enumerable.Range(0, c.Batch).Select(e => Array.ConvertAll(c.Plain(r, e), v => (float)v)));
        Assert.Equal(expected, c.Outputs());
        Assert.Equal(expected, c.TensorOutputs());
    });

    [Fact]
    public void Output_AnySides_AreThoseOfWholeWindows() => Cases.Check(Alone, net =>
    {
        var pool = (MaxPool)net.Steps[0].Layer;
        Assert.Equal(new Maps(pool.Input.Channels, pool.Input.Height / pool.Size, pool.Input.Width / pool.Size),
            pool.Output);
    });

    [Fact]
    public void Forward_FiveByThreeByHand_DropsTheOddRowAndColumn()
    {
        // Windows 1 2 / 4 5 and 7 8 / 10 11; the 90s lie in the fifth row and the third column.
        var c = new ImageCase(new(new MaxPool(new(1, 5, 3), 2)), [[]],
            [[[1, 2, 90, 4, 5, 91, 7, 8, 92, 10, 11, 93, 94, 95, 96]]]);
        Assert.Equal([5f, 11f], c.Outputs()[0][0]);
    }

    [Fact]
    public void MaxPool_WindowThatDoesNotFit_IsRefused() => Cases.Check(
        from height in Gen.Choose(1, 5)
        from width in Gen.Choose(1, 5)
        from size in Gen.Choose(-1, 7)
        where size < 1 || size > Math.Min(height, width)
        select (height, width, size),
        c => Assert.Contains(
            $"a window of {c.size}×{c.size} does not fit maps of {c.height}×{c.width}",
            Assert.Throws<ArgumentException>(() => new MaxPool(new(1, c.height, c.width), c.size)).Message,
            StringComparison.Ordinal));
}
