using Pruning.Shared.Data.Idx;

namespace Pruning.Shared.Data;

/// <summary>
/// Grey or coloured images and their classes, a byte a value: a quarter of the memory that floats take. They are turned
/// into floats whole, or some of them, or a batch at a time.
/// </summary>
public sealed class LabelledImages
{
    /// <summary>What a byte is as an input: b / 255, from 0 to 1.</summary>
    private static readonly float[] Scaled = [.. Enumerable.Range(0, 256).Select(b => b / 255f)];

    private readonly ReadOnlyMemory<byte> pixels;
    private readonly int[] labels;
    private DataSet? whole;

    /// <summary>Images that are in memory already. Nothing is copied.</summary>
    /// <param name="name">The set's name, as in error messages.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="shape">Channels, rows and columns of an image.</param>
    /// <param name="pixels">[n × Channels × Height × Width], from 0 to 255.</param>
    /// <param name="labels">[n], each from 0 to <paramref name="classes"/> − 1.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, or a label is none of the classes.</exception>
    public LabelledImages(
        string name, int classes, (int Channels, int Height, int Width) shape, ReadOnlyMemory<byte> pixels,
        int[] labels)
    {
        (Name, Classes, this.pixels, this.labels) = (name, classes, pixels, labels);
        (Channels, Height, Width) = shape;
        if (ArrayShape.Count([Channels, Height, Width, labels.Length]) != pixels.Length)
        {
            var text = ArrayShape.Text([Channels, Height, Width]);
            throw new ArgumentException(
                $"{labels.Length} images of {text} are not {pixels.Length} bytes.", nameof(pixels));
        }

        var outside = labels.AsSpan().IndexOfAnyExceptInRange(0, classes - 1);
        if (outside >= 0)
        {
            throw new ArgumentException(
                $"Label {outside} is {labels[outside]}; the classes are 0 to {classes - 1}.", nameof(labels));
        }
    }

    /// <summary>The set's name, as in error messages.</summary>
    public string Name { get; }

    public int Classes { get; }

    /// <summary>1 where images are grey; 3 for red, green and blue, in this order.</summary>
    public int Channels { get; }

    /// <summary>Pixels from top to bottom.</summary>
    public int Height { get; }

    /// <summary>Pixels from left to right.</summary>
    public int Width { get; }

    /// <summary>Number of images.</summary>
    public int Count => labels.Length;

    /// <summary>Values an image: its pixels, times its channels.</summary>
    public int Features => Channels * Height * Width;

    /// <summary>[Count × Channels × Height × Width], from 0 (black, or a grey set's background) to 255.</summary>
    public ReadOnlySpan<byte> Pixels => pixels.Span;

    /// <summary>[Count], each from 0 to Classes − 1.</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>Reads an IDX file of grey images and the file of their labels, uncompressed.</summary>
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
            ? new(name, classes, (1, height, width), imageArray.Values,
                Array.ConvertAll(labelArray.Values.ToArray(), label => (int)label))
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
            var image = ImageAt(rows[i]);
            var input = inputs.Slice(i * Features, Features);
            for (var p = 0; p < image.Length; p++)
            {
                input[p] = Scaled[image[p]];
            }
        }
    }

    /// <summary>Which images are of some classes, in the order of the set.</summary>
    /// <param name="classes">Any of 0 to Classes − 1; what is named twice counts once.</param>
    /// <exception cref="ArgumentException">There is no such class.</exception>
    public int[] ExamplesOf(params ReadOnlySpan<int> classes)
    {
        var wanted = new bool[Classes];
        foreach (var c in classes)
        {
            wanted[InRange(c, Classes, "class", nameof(classes))] = true;
        }

        return [.. Enumerable.Range(0, Count).Where(i => wanted[labels[i]])];
    }

    /// <summary>Some images under other labels, as a set of their own. Bytes are copied.</summary>
    /// <param name="examples">Which ones, from 0, in the new set's order.</param>
    /// <param name="label">The new label of a class, from 0 to <paramref name="classes"/> − 1.</param>
    /// <param name="classes">Number of classes of the new set.</param>
    /// <exception cref="ArgumentException">There is no such image, or a label is none of the new classes.</exception>
    public LabelledImages Choose(IReadOnlyList<int> examples, Func<int, int> label, int classes)
    {
        var relabelled = Relabelled(examples, label, classes);
        var chosen = new byte[checked(examples.Count * Features)];
        for (var i = 0; i < examples.Count; i++)
        {
            ImageAt(examples[i]).CopyTo(chosen.AsSpan(i * Features));
        }

        return new(Name, classes, (Channels, Height, Width), chosen, relabelled);
    }

    /// <summary>These images and then others of the same shape and classes. Bytes are copied.</summary>
    /// <exception cref="ArgumentException">The others are of another shape, or have other classes.</exception>
    public LabelledImages Then(LabelledImages others)
    {
        if ((Channels, Height, Width, Classes) != (others.Channels, others.Height, others.Width, others.Classes))
        {
            throw new ArgumentException($"{others.Name} differs from {Name} in its shape or classes.", nameof(others));
        }

        return new(
            Name, Classes, (Channels, Height, Width), (byte[])[.. Pixels, .. others.Pixels],
            [.. labels, .. others.labels]);
    }

    /// <summary>All images as floats, b / 255: made once and kept, 4 × Features bytes an image.</summary>
    public DataSet ToDataSet() => whole ??= ToDataSet(Count);

    /// <summary>The first <paramref name="count"/> images as floats, b / 255: 4 × Features bytes each.</summary>
    public DataSet ToDataSet(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        return ToDataSet([.. Enumerable.Range(0, count)], c => c, Classes);
    }

    /// <summary>
    /// Some images under other labels as floats, b / 255: 4 × Features bytes each, and nothing beside them in memory.
    /// </summary>
    /// <param name="examples">Which ones, from 0, in the data set's order.</param>
    /// <param name="label">The new label of a class, from 0 to <paramref name="classes"/> − 1.</param>
    /// <param name="classes">Number of classes of the data set.</param>
    /// <exception cref="ArgumentException">There is no such image, or a label is none of the new classes.</exception>
    public DataSet ToDataSet(IReadOnlyList<int> examples, Func<int, int> label, int classes)
    {
        var relabelled = Relabelled(examples, label, classes);
        var inputs = new float[checked(examples.Count * Features)];
        CopyTo([.. examples], inputs);
        return new(Name, Features, classes, inputs, relabelled);
    }

    private static int InRange(int value, int count, string what, string argument) =>
        value >= 0 && value < count
            ? value
            : throw new ArgumentException($"There is no {what} {value}; there are 0 to {count - 1}.", argument);

    private int[] Relabelled(IReadOnlyList<int> examples, Func<int, int> label, int classes) =>
    [
        .. examples.Select(i => label(labels[InRange(i, Count, "image", nameof(examples))]))
            .Select(c => InRange(c, classes, "new class", nameof(label))),
    ];

    private ReadOnlySpan<byte> ImageAt(int example) => Pixels.Slice(example * Features, Features);
}
