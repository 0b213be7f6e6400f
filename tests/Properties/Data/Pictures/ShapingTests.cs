using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data.Pictures;
using Pruning.Tests.Properties.Statistics;
using SkiaSharp;
using Xunit;

namespace Pruning.Tests.Properties.Data.Pictures;

public sealed class ShapingTests
{
    private static readonly Gen<(RgbaPicture Picture, PictureForm Form)> Any =
        from width in Gen.Choose(1, 24)
        from height in Gen.Choose(1, 24)
        from bytes in Gen.Choose(0, 255).ArrayOf(4 * width * height)
        from formHeight in Gen.Choose(1, 12)
        from formWidth in Gen.Choose(1, 12)
        from more in Gen.Choose(-1, 8)
        from resampling in Gen.Elements(Resampling.Bilinear, Resampling.Bicubic)
        select (
            new RgbaPicture(width, height, [.. bytes.Select((b, i) => (byte)(i % 4 == 3 ? 255 : b))]),
            new PictureForm(formHeight, formWidth)
            {
                ShorterSide = more < 0 ? null : Math.Max(formHeight, formWidth) + more,
                Resampling = resampling,
            });

    /// <summary>Worked by hand: a row of grey values, and what it becomes.</summary>
    [Theory]
    [InlineData(Resampling.Bilinear, new byte[] { 9, 90, 200 }, new byte[] { 9, 90, 200 })]
    [InlineData(Resampling.Bicubic, new byte[] { 9, 90, 200 }, new byte[] { 9, 90, 200 })]
    [InlineData(Resampling.Bilinear, new byte[] { 0, 255 }, new byte[] { 0, 64, 191, 255 })] // Quarters.
    [InlineData(Resampling.Bilinear, new byte[] { 0, 0, 0, 255 }, new byte[] { 0, 109 })] // 3/7.
    [InlineData(Resampling.Bilinear, new byte[] { 10, 20 }, new byte[] { 15 })]
    [InlineData(Resampling.Bicubic, new byte[] { 0, 255 }, new byte[] { 0, 53, 202, 255 })] // 0.2265625 / 1.09375.
    public void Shape_Row_IsResampledAsByHand(Resampling resampling, byte[] row, byte[] expected)
    {
        // Rows stand for themselves if all are alike, however many there are.
        var picture = Grey(row.Length, [.. Enumerable.Repeat(row, row.Length).SelectMany(r => r)]);
        var form = new PictureForm(expected.Length, expected.Length) { Resampling = resampling };
        Assert.Equal(
            Enumerable.Repeat(expected, 3 * expected.Length).SelectMany(r => r), Shape(picture, form));
    }

    [Fact]
    public void Shape_WiderPicture_IsCutAroundItsCentre()
    {
        var picture = Grey(6, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        Assert.Equal([3, 4, 9, 10], Shape(picture, new(2, 2))[..4]);
        Assert.Equal([3, 9], Shape(picture, new(2, 1))[..2]);

        // The shorter side stays at 2, and one row of them is cut out.
        Assert.Equal([3, 4], Shape(picture, new(1, 2) { ShorterSide = 2 })[..2]);
    }

    [Fact]
    public void Shape_HigherPicture_IsCutAroundItsCentre() =>
        Assert.Equal([5, 6, 7, 8], Shape(Grey(2, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), new(2, 2))[..4]);

    [Fact]
    public void Shape_TransparentPicture_LiesOnWhite()
    {
        var picture = new RgbaPicture(3, 1, [100, 0, 200, 0, 100, 0, 200, 255, 100, 0, 200, 51]);
        Assert.Equal([255, 100, 224, 255, 0, 204, 255, 200, 244], Shape(picture, new(1, 3)));
    }

    [Fact]
    public void Shape_PictureOfOneColour_KeepsIt() => Cases.Check(
        from x in Any
        from colour in Gen.Choose(0, 255).ArrayOf(3)
        select (x, colour),
        c =>
        {
            var picture = c.x.Picture with
            {
                Pixels = [.. c.x.Picture.Pixels.Select((_, i) => (byte)(i % 4 == 3 ? 255 : c.colour[i % 4]))],
            };
            var size = c.x.Form.Height * c.x.Form.Width;
            Assert.Equal(c.colour.SelectMany(v => Enumerable.Repeat((byte)v, size)), Shape(picture, c.x.Form));
        });

    [Fact]
    public void Shape_Bilinear_StaysBetweenTheDarkestAndTheBrightest() => Cases.Check(Any, x =>
    {
        var shaped = Shape(x.Picture, x.Form with { Resampling = Resampling.Bilinear });
        var size = x.Form.Height * x.Form.Width;
        for (var c = 0; c < 3; c++)
        {
            var plane = x.Picture.Pixels.Where((_, i) => i % 4 == c).ToList();
            Assert.All(shaped[(c * size)..((c + 1) * size)], b => Assert.InRange(b, plane.Min(), plane.Max()));
        }
    });

    /// <summary>Rows and columns are treated alike.</summary>
    [Fact]
    public void Shape_TransposedPicture_IsTransposed() => Cases.Check(Any, x =>
    {
        var (picture, form) = x;
        byte[] transposed =
        [
            .. from column in Enumerable.Range(0, picture.Width)
               from row in Enumerable.Range(0, picture.Height)
               from c in Enumerable.Range(0, 4)
               select picture.Pixels[(4 * ((row * picture.Width) + column)) + c],
        ];
        var shaped = Shape(picture, form);
        var other = Shape(
            new(picture.Height, picture.Width, transposed), form with { Height = form.Width, Width = form.Height });
        for (var i = 0; i < shaped.Length; i++)
        {
            var (c, y, x2) = (i / form.Width / form.Height, i / form.Width % form.Height, i % form.Width);

            // Sums are in another order, so a half may be rounded otherwise.
            Assert.InRange(shaped[i] - other[(((c * form.Width) + x2) * form.Height) + y], -1, 1);
        }
    });

    private static RgbaPicture Grey(int width, byte[] values) =>
        new(width, values.Length / width, [.. values.SelectMany(v => new byte[] { v, v, v, 255 })]);

    private static byte[] Shape(RgbaPicture picture, PictureForm form)
    {
        var target = new byte[3 * form.Height * form.Width];
        Shaping.Shape(picture, form, target);
        return target;
    }
}
