using Pruning.Shared.Data.Sources;

namespace Pruning.Shared.Data.Cifar;

/// <summary>
/// CIFAR-10's binary form: an image is a label byte and 3072 bytes, the red plane, the green and the blue, each row by
/// row.
/// </summary>
internal static class CifarRecords
{
    public const int Classes = 10;

    /// <summary>Pixels of one plane.</summary>
    public const int Plane = 32 * 32;

    /// <summary>Bytes of an image without its label.</summary>
    public const int Pixels = 3 * Plane;

    /// <summary>Bytes of an image with its label.</summary>
    public const int Record = 1 + Pixels;

    public static (int Channels, int Height, int Width) Shape => (3, 32, 32);

    /// <summary>How many images a file holds.</summary>
    public static int Count(DataFile batch) => batch.Length / Record;

    /// <summary>Takes records apart.</summary>
    /// <param name="batch">As many records as there are labels.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <param name="labels">Receives [n].</param>
    /// <param name="pixels">Receives [n × 3072].</param>
    /// <exception cref="DataException">There are other bytes than these records, or a label is no class.</exception>
    public static void Read(ReadOnlySpan<byte> batch, string file, Span<int> labels, Span<byte> pixels)
    {
        if (batch.Length != labels.Length * Record)
        {
            throw new DataException(
                $"{file}: {batch.Length} bytes are not {labels.Length} images of {Record} bytes each.");
        }

        for (var i = 0; i < labels.Length; i++)
        {
            var record = batch.Slice(i * Record, Record);
            labels[i] = record[0] < Classes
                ? record[0]
                : throw new DataException(
                    $"{file}: image {i} (from 0) is labelled {record[0]}; the classes are 0 to {Classes - 1}.");
            record[1..].CopyTo(pixels.Slice(i * Pixels, Pixels));
        }
    }

    /// <summary>Puts records together from pixels that lie colour by colour within each pixel.</summary>
    /// <param name="rgba">[n × 1024 × 4]: red, green, blue and what is passed over.</param>
    /// <param name="labels">[n], each from 0 to 9.</param>
    public static byte[] Write(ReadOnlySpan<byte> rgba, ReadOnlySpan<int> labels)
    {
        var records = new byte[labels.Length * Record];
        for (var i = 0; i < labels.Length; i++)
        {
            var record = records.AsSpan(i * Record, Record);
            record[0] = (byte)labels[i];
            var planes = record[1..];
            var image = rgba.Slice(i * Plane * 4, Plane * 4);
            for (var p = 0; p < Plane; p++)
            {
                planes[p] = image[4 * p];
                planes[Plane + p] = image[(4 * p) + 1];
                planes[(2 * Plane) + p] = image[(4 * p) + 2];
            }
        }

        return records;
    }
}
