using SkiaSharp;

namespace Pruning.Tests.Properties.Data.Pictures;

/// <summary>Pictures that tests make themselves.</summary>
internal static class PictureFiles
{
    public static SKColor[] Uniform(int width, int height, SKColor colour) =>
        [.. Enumerable.Repeat(colour, width * height)];

    /// <summary>Four quarters, named by their first letters from the top left: red, green, blue, white.</summary>
    public static SKColor[] Quarters(int width, int height, string letters) =>
    [
        .. from y in Enumerable.Range(0, height)
           from x in Enumerable.Range(0, width)
           select Colour(letters[(2 * (2 * y / height)) + (2 * x / width)]),
    ];

    public static SKColor Colour(char letter) => letter switch
    {
        'R' => SKColors.Red,
        'G' => SKColors.Lime,
        'B' => SKColors.Blue,
        _ => SKColors.White,
    };

    /// <summary>A picture file; WebP and PNG keep every byte, JPEG nearly.</summary>
    /// <param name="pixels">[height × width].</param>
    public static byte[] Encode(int width, SKColor[] pixels, SKEncodedImageFormat format)
    {
        var info = new SKImageInfo(width, pixels.Length / width, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var bitmap = new SKBitmap(info) { Pixels = pixels };
        using var map = bitmap.PeekPixels();
        using var data = format == SKEncodedImageFormat.Webp
            ? map.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 100))
            : map.Encode(format, 100);
        return data!.ToArray();
    }

    /// <summary>The JPEG with an EXIF segment that says only how it is to be turned.</summary>
    /// <param name="orientation">1 to 8.</param>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8,
            .. "MM"u8, 0, 42, 0, 0, 0, 8, // Big endian; the directory begins at 8.
            0, 1, // One entry: tag 0x0112, a short, one of it.
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0,
            0, 0, 0, 0, // No further directory.
        ];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }
}
