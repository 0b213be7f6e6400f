using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting;

public sealed class FigureFormatTests
{
    [Theory]
    [InlineData("nats", true, 0.041, "+0.0410 nats")]
    [InlineData("nats", true, -0.01774, "−0.0177 nats")]
    [InlineData("nats", false, 0.4699, "0.4699 nats")]
    [InlineData("nats", true, 0, "0.0000 nats")]
    [InlineData("nats", true, -0.00003, "−3e−5 nats")]
    [InlineData("nats per 1,000 epochs", true, 0.00412, "+0.0041 nats per 1,000 epochs")]
    [InlineData("fraction", false, 0.94, "94.00 %")]
    [InlineData("fraction", true, -0.0035, "−0.35 pp")]
    [InlineData("fraction", true, 1.4e-17, "0.00 pp")] // what differences that cancel leave
    [InlineData("points", false, 0.0047, "+0.47 pp")]
    [InlineData("share", true, 0.392, "+39.2 %")]
    [InlineData("share", false, 0.311, "31.1 %")]
    [InlineData("rows", false, 333, "333 rows")]
    [InlineData("parameters", false, 55584, "55,584 parameters")]
    [InlineData("multiply-accumulates", false, 9_999_999, "9,999,999 multiply-accumulates")]
    [InlineData("multiply-accumulates", false, 1e7, "10.0 M multiply-accumulates")]
    [InlineData("multiply-accumulates", true, -313_201_664, "−313 M multiply-accumulates")]
    [InlineData("multiply-accumulates", false, 15_470_264_320, "15.5 G multiply-accumulates")]
    [InlineData("multiply-accumulates", false, 1e300, "1e300 multiply-accumulates")]
    [InlineData("epochs", true, 312.51, "+312.5 epochs")]
    [InlineData("", false, 0.0043, "0.0043")]
    [InlineData("nats", false, 1e300, "1e300 nats")]
    [InlineData("nats", false, double.NaN, "– nats")]
    public void Text_Number_IsPrintedByItsUnit(string unit, bool difference, double value, string expected) =>
        Assert.Equal(expected, FigureFormat.Of(unit, difference).Text(value));

    [Theory]
    [InlineData("nats", false, 0.46985, "0.46985 nats")]
    [InlineData("fraction", false, 0.935, "93.5 %")]
    [InlineData("fraction", true, 0.01, "+1 pp")]
    [InlineData("fraction", true, -0.01, "−1 pp")]
    [InlineData("nats", true, 0.0041 + 0.00205, "+0.00615 nats")]
    [InlineData("rows", false, 70000, "70,000 rows")]
    [InlineData("", false, 0, "0")]
    [InlineData("nats", true, 1e300, "+1e300 nats")]
    [InlineData("nats", false, 1e-9, "1e−9 nats")]
    public void Limit_Number_KeepsItsDigits(string unit, bool difference, double value, string expected) =>
        Assert.Equal(expected, FigureFormat.Of(unit, difference).Limit(value));
}
