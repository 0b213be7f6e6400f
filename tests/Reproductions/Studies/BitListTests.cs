using System.Text.Json;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Studies;

public sealed class BitListTests
{
    /// <summary>
    /// 300 lists of 64 to 300 zeros and ones, every number of bits over a whole byte among them; the first are all zero
    /// and all one.
    /// </summary>
    private static readonly double[][] Lists = MakeLists();

    [Fact]
    public void Parse_TextOfAnyList_IsTheList() => Assert.All(Lists, list =>
    {
        var again = BitList.Parse(BitList.Of(list).ToText());
        Assert.Equal(list.Length, again.Count);
        Assert.Equal(list, again);
        Assert.Equal(list, Enumerable.Range(0, again.Count).Select(i => again[i]));
    });

    [Fact]
    public void ToText_ByHand_HasTheFirstInTheLowestBit()
    {
        // 1000 0000 | 1100 0000 | 01: bytes 1, 3, 2 and none after; AQMC in base64.
        Assert.Equal("18:AQMC", BitList.Of([1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1]).ToText());
        Assert.Equal("0:", BitList.Of([]).ToText());
        Assert.Empty(BitList.Parse("0:"));
    }

    [Fact]
    public void Index_OutsideTheList_IsRefused() => Assert.All(Lists.Take(50), list =>
    {
        var bits = BitList.Of(list);
        Assert.All([-1, list.Length, list.Length + 7, int.MaxValue, int.MinValue],
            i => Assert.Throws<ArgumentOutOfRangeException>(() => bits[i]));
    });

    [Fact]
    public void Parse_AnyPrefix_IsRefused()
    {
        var text = BitList.Of(Lists[5]).ToText();
        Assert.All(Enumerable.Range(0, text.Length), length =>
            Assert.Throws<JsonException>(() => BitList.Parse(text[..length])));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("AQMC")]
    [InlineData("8:")]
    [InlineData("8:AQM=")]
    [InlineData("16:AQ==")]
    [InlineData("8:A!==")]
    [InlineData("8:AQ")]
    [InlineData("x:AQ==")]
    [InlineData("1.0:AQ==")]
    [InlineData("-3:")]
    [InlineData("-9:")]
    [InlineData("+8:AQ==")]
    [InlineData(" 8:AQ==")]
    [InlineData("2147483647:AQ==")]
    [InlineData("99999999999:AQ==")]
    public void Parse_DamagedText_IsRefused(string text) => Assert.Throws<JsonException>(() => BitList.Parse(text));

    [Fact]
    public void Fits_OnlyManyZerosAndOnes()
    {
        Assert.All(Lists, list => Assert.True(BitList.Fits(list)));
        Assert.False(BitList.Fits([.. Lists[5].Take(63)]));
        Assert.All([0.5, -1, 2, double.NaN, double.Epsilon, double.PositiveInfinity],
            value => Assert.False(BitList.Fits([.. Lists[5], value])));
        Assert.True(BitList.Fits(BitList.Of([1])));
    }

    [Fact]
    public void Of_AListOfBits_IsItself()
    {
        var bits = BitList.Of(Lists[5]);
        Assert.Same(bits, BitList.Of(bits));
    }

    private static double[][] MakeLists()
    {
        var random = new Random(1935);
        return
        [
            [.. Enumerable.Repeat(0.0, 64)],
            [.. Enumerable.Repeat(1.0, 71)],
            .. Enumerable.Range(0, 298).Select(i => Enumerable.Range(0, i < 237 ? 64 + i : random.Next(64, 301))
                .Select(_ => (double)random.Next(2)).ToArray()),
        ];
    }
}
