using SkiaSharp;

namespace Pruning.Shared.Data.Pictures;

/// <summary>
/// A decoded picture: JPEG, PNG, WebP, whatever its file is called. Colours are the file's own bytes: nothing is
/// multiplied by the alpha, and no colour profile is applied.
/// </summary>
/// <param name="Width">Pixels from left to right.</param>
/// <param name="Height">Pixels from top to bottom.</param>
/// <param name="Pixels">[Height × Width × 4]: red, green, blue and alpha.</param>
internal sealed record RgbaPicture(int Width, int Height, byte[] Pixels)
{
    /// <summary>How the picture is to be turned to stand upright, as its file says.</summary>
    public SKEncodedOrigin Origin { get; private init; } = SKEncodedOrigin.TopLeft;

    /// <summary>Decodes a picture, as it lies in the file.</summary>
    /// <param name="from">The file's name, for errors.</param>
    /// <exception cref="DataException">It is no picture, is too large or damaged, or cannot be read.</exception>
    public static RgbaPicture Read(Stream content, string from)
    {
        var encoded = ReadAll(content, from);
        try
        {
            return Decode(encoded, from);
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException)
        {
            throw new DataException(
                $"{from}: SkiaSharp, which decodes pictures, has no library for this platform: "
                + e.GetBaseException().Message,
                e);
        }
    }

    private static RgbaPicture Decode(ReadOnlySpan<byte> encoded, string from)
    {
        using var data = SKData.CreateCopy(encoded);
        using var codec = SKCodec.Create(data)
            ?? throw new DataException($"{from}: not a picture that can be decoded (JPEG, PNG, WebP), or damaged.");
        var info = new SKImageInfo(
            codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, colorspace: null);
        if (info.BytesSize64 > Array.MaxLength)
        {
            throw new DataException($"{from}: {info.Width} × {info.Height} pixels are more than fit into memory.");
        }

        var pixels = new byte[info.BytesSize64];
        SKCodecResult result;
        unsafe
        {
            fixed (byte* target = pixels)
            {
                result = codec.GetPixels(info, (nint)target);
            }
        }

        return result == SKCodecResult.Success
            ? new(info.Width, info.Height, pixels) { Origin = codec.EncodedOrigin }
            : throw new DataException($"{from}: damaged picture ({result}).");
    }

    private static ReadOnlySpan<byte> ReadAll(Stream content, string from)
    {
        var memory = new MemoryStream();
        try
        {
            content.CopyTo(memory);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new DataException($"{from}: cannot be read to its end: {e.Message}", e);
        }

        return memory.GetBuffer().AsSpan(0, (int)memory.Length);
    }
}
