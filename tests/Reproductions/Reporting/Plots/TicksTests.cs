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

    [Fact]
    public void Label_LargeTicks_ShareAPrefix() =>
        Assert.Equal(["0", "5 M", "10 M", "12.5 M"], Labels(new([0, 5e6, 1e7, 1.25e7], 0)));

    [Fact]
    public void Label_PowersOfTen_HaveTheirOwnDigits() => Assert.Equal(
        ["1e−7", "0.001", "0.1", "1", "1,000", "100 M", "10 G", "1e15"],
        Labels(new([1e-7, 1e-3, 0.1, 1, 1e3, 1e8, 1e10, 1e15], null)));

    private static IEnumerable<string> Labels(Ticks ticks) => ticks.Values.Select(ticks.Label);
}
