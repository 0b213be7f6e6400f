using Pruning.Shared.Data.Sources;
using Pruning.Tests.Properties.Data.Sources;
using SkiaSharp;

namespace Pruning.Tests.Properties.Data.Cifar;

/// <summary>A set in the form of CIFAR-10, two noisy images a file, in the official form and as pictures.</summary>
internal static class CifarFixture
{
    public const string Set = "small-cifar";

    /// <summary>Images of a file.</summary>
    public const int Images = 2;

    public static IReadOnlyList<string> Names { get; } =
        ["data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5", "test_batch"];

    /// <summary>The label bytes of all files, one after the other.</summary>
    public static IReadOnlyList<int> Labels { get; } = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 3];

    /// <summary>A file in the official form: a label, then the red plane, the green and the blue.</summary>
    public static byte[] Binary(int file) =>
        [.. Enumerable.Range(0, Images).SelectMany(i => Planes(file, i).Prepend((byte)Labels[(file * Images) + i]))];

    /// <summary>The same file as a picture, a row an image.</summary>
    /// <param name="rows">Other than two to be wrong.</param>
    /// <param name="transparent">Whether pixels have an alpha, some of them 0.</param>
    public static byte[] Picture(int file, int rows = Images, bool transparent = false)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(
            1024, rows, SKColorType.Rgba8888, transparent ? SKAlphaType.Unpremul : SKAlphaType.Opaque));
        var target = bitmap.GetPixelSpan();
        for (var i = 0; i < rows; i++)
        {
            var planes = Planes(file, i % Images);
            for (var p = 0; p < 1024; p++)
            {
                var pixel = target[(4 * ((1024 * i) + p))..];
                (pixel[0], pixel[1], pixel[2]) = (planes[p], planes[1024 + p], planes[2048 + p]);
                pixel[3] = transparent ? (byte)p : (byte)255;
            }
        }

        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    public static DataDescription Describe(params IDataOrigin[] origins) => new(
        Set, [.. Names.Select((name, i) => LettersFixture.Describe(Set, name + ".bin", Binary(i)))], origins);

    private static byte[] Planes(int file, int image)
    {
        var noise = new byte[3072];
        new Random((file * Images) + image).NextBytes(noise);
        return noise;
    }
}
