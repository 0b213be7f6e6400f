using Pruning.Reproductions.Reporting.Plots;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting.Plots;

public sealed class TicksTests
{
    [Theory]
    [InlineData(0.02, 2, "0.02")]
    [InlineData(-0.5, 1, "−0.5")]
    [InlineData(20000, 0, "20,000")]
    [InlineData(0, 2, "0.00")]
    public void Label_Tick_ShowsItsDecimals(double value, int decimals, string expected) =>
        Assert.Equal(expected, new Ticks([value], decimals).Label(value));
}
