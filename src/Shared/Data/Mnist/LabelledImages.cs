using Pruning.Shared.Data.Idx;

namespace Pruning.Shared.Data.Mnist;

/// <summary>
/// Grey images and their classes as bytes: a quarter of the memory that floats take. They are turned into floats whole,
/// or a batch at a time.
/// </summary>
public sealed class LabelledImages
{
    /// <summary>What a byte is as an input: b / 255, from 0 to 1.</summary>
    private static readonly float[] Scaled = [.. Enumerable.Range(0, 256).Select(b => b / 255f)];

    private readonly ReadOnlyMemory<byte> pixels;
    private readonly ReadOnlyMemory<byte> labels;
    private DataSet? whole;

    private LabelledImages(
        string name, int classes, int height, int width, ReadOnlyMemory<byte> pixels, ReadOnlyMemory<byte> labels)
    {
        (Name, Classes, Height, Width) = (name, classes, height, width);
        (this.pixels, this.labels) = (pixels, labels);
    }

    /// <summary>The set's name, as in error messages.</summary>
    public string Name { get; }

    public int Classes { get; }

    /// <summary>Pixels from top to bottom.</summary>
    public int Height { get; }

    /// <summary>Pixels from left to right.</summary>
    public int Width { get; }

    /// <summary>Number of images.</summary>
    public int Count => labels.Length;

    /// <summary>Pixels an image.</summary>
    public int Features => Height * Width;

    /// <summary>[Count × Height × Width], from 0 (background) to 255.</summary>
    public ReadOnlySpan<byte> Pixels => pixels.Span;

    /// <summary>[Count], each from 0 to Classes − 1.</summary>
    public ReadOnlySpan<byte> Labels => labels.Span;

    /// <summary>Reads a file of images and the file of their labels, uncompressed.</summary>
    /// <exception cref="DataException">
    /// A file is no IDX file of such a shape, the two differ in length, or a label is none of the classes.
    /// </exception>
    public static LabelledImages Read(
        string name, int classes, byte[] images, string imageFile, byte[] labels, string labelFile)
    {
        var imageArray = IdxFile.Read(images, imageFile);
        var labelArray = IdxFile.Read(labels, labelFile);
        if (imageArray.Shape is not [var count, var height, var width])
        {
            throw new DataException($"{imageFile}: expected 3 dimensions; got {ArrayShape.Text(imageArray.Shape)}.");
        }

        if (labelArray.Shape is not [var labelCount])
        {
            throw new DataException($"{labelFile}: expected 1 dimension; got {ArrayShape.Text(labelArray.Shape)}.");
        }

        if (count != labelCount)
        {
            throw new DataException($"{imageFile} holds {count} images, but {labelFile} holds {labelCount} labels.");
        }

        if (ArrayShape.Count([height, width]) > int.MaxValue)
        {
            throw new DataException($"{imageFile}: images of {height} × {width} are larger than any here can be.");
        }

        var outside = labelArray.Values.Span.IndexOfAnyExceptInRange((byte)0, (byte)(classes - 1));
        return outside < 0
            ? new(name, classes, height, width, imageArray.Values, labelArray.Values)
            : throw new DataException(
                $"{labelFile}: row {outside} (from 0) is labelled {labelArray.Values.Span[outside]}; "
                + $"the classes are 0 to {classes - 1}.");
    }

    /// <summary>Copies some images as inputs of a net, b / 255.</summary>
    /// <param name="rows">Which ones, from 0; n of them.</param>
    /// <param name="inputs">[n × Features], row-major: one row an image.</param>
    /// <exception cref="ArgumentException"><paramref name="inputs"/> is of another size.</exception>
    public void CopyTo(ReadOnlySpan<int> rows, Span<float> inputs)
    {
        if (inputs.Length != (long)rows.Length * Features)
        {
            throw new ArgumentException(
                $"Expected {Features} floats for each of {rows.Length} images; got {inputs.Length}.", nameof(inputs));
        }

        for (var i = 0; i < rows.Length; i++)
        {
            var image = pixels.Span.Slice(rows[i] * Features, Features);
            var input = inputs.Slice(i * Features, Features);
            for (var p = 0; p < image.Length; p++)
            {
                input[p] = Scaled[image[p]];
            }
        }
    }

    /// <summary>All images as floats, b / 255: made once, 4 × Features bytes an image.</summary>
    public DataSet ToDataSet() => whole ??= ToDataSet(Count);

    /// <summary>The first <paramref name="count"/> images as floats, b / 255: 4 × Features bytes each.</summary>
    public DataSet ToDataSet(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        var inputs = new float[count * Features];
        CopyTo([.. Enumerable.Range(0, count)], inputs);
        return new(Name, Features, Classes, inputs, Array.ConvertAll(Labels[..count].ToArray(), label => (int)label));
    }
}
