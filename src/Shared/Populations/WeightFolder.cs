using System.Globalization;
using System.Text.RegularExpressions;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Npy;

namespace Pruning.Shared.Populations;

/// <summary>
/// Saves a net, and loads one of linear layers, as a folder of arrays, <c>weight-1.npy</c> … and <c>bias-1.npy</c> …,
/// in Keras's layout: weights are [in, out], filters [height, width, in, out]. A linear layer behind maps reads them
/// map by map, where Keras's own would read them position by position.
/// </summary>
public static partial class WeightFolder
{
    /// <summary>Writes one net.</summary>
    public static void Save(string folder, Architecture net, float[] values)
    {
        Directory.CreateDirectory(folder);
        var weights = net.Of(ParameterRole.Weight);
        for (var i = 0; i < weights.Count; i++)
        {
            // Filters [out, in, height, width] become [height, width, in, out]; a linear layer has no height and width.
            int[] shape = [.. weights[i].Shape.Select(length => (int)length)];
            var (outputs, inputs) = (shape[0], shape[1]);
            var taps = weights[i].Count / (outputs * inputs);
            var byTap = Transpose(values.AsSpan(weights[i].Offset, weights[i].Count), outputs * inputs, taps);
            NpyFile.Save(Path.Combine(folder, $"weight-{i + 1}.npy"), [.. shape[2..], inputs, outputs],
                [.. byTap.Chunk(outputs * inputs).SelectMany(tap => Transpose(tap, outputs, inputs))]);
            if (net.Parameters.FirstOrDefault(p => p.Role == ParameterRole.Bias
                && p.Layer == weights[i].Layer) is { } bias)
            {
                NpyFile.Save(Path.Combine(folder, $"bias-{i + 1}.npy"), [outputs],
                    values.AsSpan(bias.Offset, bias.Count));
            }
        }
    }

    /// <summary>
    /// Reads a net of any number of layers with ReLU between them, sized by its arrays; without bias files it has no
    /// biases.
    /// </summary>
    /// <param name="inputs">Expected inputs of the first layer.</param>
    /// <param name="outputs">Expected outputs of the last layer.</param>
    /// <param name="biases">Whether the biases are used; otherwise they are zeros, whatever values their files
    /// hold.</param>
    /// <exception cref="DataException">
    /// The files are not numbered from 1 without a gap, an array has not two dimensions (a bias: one), sizes do not
    /// fit, or a value that is used is not finite; the message names the file.
    /// </exception>
    public static (Architecture Net, float[] Values) Load(string folder, int inputs, int outputs, bool biases = true)
    {
        var files = Numbered(folder);
        var layers = files.Count(f => f.Kind == "weight");
        var weights = new List<NpyArray>();
        for (var layer = 1; layer <= layers; layer++)
        {
            weights.Add(NpyFile.Load(PathOf("weight", layer)));
            CheckWeight(layer);
        }

        if (weights[^1].Shape[1] != outputs)
        {
            throw new DataException($"{PathOf("weight", layers)}: expected "
                + $"{outputs} outputs of the last layer; got {weights[^1].Shape[1]}. {Whole()}");
        }

        var biased = files.Count > layers;
        var steps = weights.SelectMany((w, i) => new Layer[] { new Linear($"layer{i + 1}", w.Shape[0], w.Shape[1],
            biased), new Relu() });
        var values = weights.SelectMany((w, i) => Transpose(w.Values, w.Shape[0], w.Shape[1])
            .Concat(biased ? Bias(i + 1, w.Shape[1]) : []));
        return (new([.. steps.SkipLast(1)]), [.. values]);

        string Whole() => $"The net has to take {inputs} inputs and give {outputs} outputs.";

        string PathOf(string kind, int layer) => Path.Combine(folder, NameOf(kind, layer));

        void CheckWeight(int layer)
        {
            var shape = weights[layer - 1].Shape;
            var expected = layer == 1 ? inputs : weights[layer - 2].Shape[1];
            if (shape.Count != 2)
            {
                throw new DataException($"{PathOf("weight", layer)}: expected weights of two dimensions, [in, out]; "
                    + $"got {shape.Count}.");
            }

            if (shape[0] != expected)
            {
                throw new DataException($"{PathOf("weight", layer)}: {shape[0]} inputs, but "
                    + $"{(layer == 1 ? "an example has" : $"weight-{layer - 1}.npy has outputs:")} {expected}. Weights "
                    + $"are [in, out]. {Whole()}");
            }

            CheckFinite(PathOf("weight", layer), weights[layer - 1]);
        }

        float[] Bias(int layer, int size)
        {
            var path = PathOf("bias", layer);
            var bias = NpyFile.Load(path);
            if (bias.Shape.Count != 1 || bias.Shape[0] != size)
            {
                throw new DataException($"{path}: expected {size} values in one dimension; got "
                    + $"[{string.Join(", ", bias.Shape)}].");
            }

            if (!biases)
            {
                return new float[size];
            }

            CheckFinite(path, bias);
            return bias.Values;
        }
    }

    /// <summary>
    /// Lists the numbered weights and biases of a folder. A file whose number is out of sequence would be left out
    /// without a word, so it is an error.
    /// </summary>
    private static HashSet<(string Kind, int Layer)> Numbered(string folder)
    {
        var found = new HashSet<(string Kind, int Layer)>();
        IEnumerable<string> paths = Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder) : [];
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            if (NumberedFile().Match(Path.GetFileName(path)) is { Success: true } name)
            {
                var kind = name.Groups["kind"].Value.ToLowerInvariant();
                if (!int.TryParse(name.Groups["number"].ValueSpan, NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture, out var layer) || layer < 1)
                {
                    throw new DataException($"{path}: layers are numbered from 1, as in {NameOf(kind, 1)}.");
                }

                found.Add(NameOf(kind, layer) == Path.GetFileName(path) ? (kind, layer)
                    : throw new DataException($"{path}: expected this layer's file to be called "
                        + $"{NameOf(kind, layer)}, and no other file to have its number."));
            }
        }

        var last = found.Select(f => f.Layer).DefaultIfEmpty(1).Max();
        var biased = found.Any(f => f.Kind == "bias");
        foreach (var layer in Enumerable.Range(1, Math.Min(last, found.Count + 1)))
        {
            CheckFound("weight", layer);
            if (biased)
            {
                CheckFound("bias", layer);
            }
        }

        return found;

        void CheckFound(string kind, int layer)
        {
            if (!found.Contains((kind, layer)))
            {
                var holds = found.Where(f => f.Layer >= layer).OrderBy(f => f.Layer)
                    .Select(f => NameOf(f.Kind, f.Layer)).FirstOrDefault();
                throw new DataException($"{Path.Combine(folder, NameOf(kind, layer))} is missing"
                    + (holds is null ? ": expected weight-1.npy, weight-2.npy … and bias-1.npy, bias-2.npy …"
                    : $", but the folder holds {holds}. Layers are numbered from 1 without a gap, and all or none "
                        + "have a bias."));
            }
        }
    }

    private static string NameOf(string kind, int layer) => $"{kind}-{layer}.npy";

    private static void CheckFinite(string path, NpyArray array)
    {
        if (Array.FindIndex(array.Values, v => !float.IsFinite(v)) is >= 0 and var at)
        {
            var index = new int[array.Shape.Count];
            for (var (axis, rest) = (index.Length - 1, at); axis >= 0; axis--)
            {
                (rest, index[axis]) = Math.DivRem(rest, array.Shape[axis]);
            }

            var value = array.Values[at];
            throw new DataException($"{path}: the value at [{string.Join(", ", index)}] is "
                + $"{(float.IsNaN(value) ? "NaN" : value > 0 ? "+∞" : "−∞")} as a float32; expected finite numbers.");
        }
    }

    [GeneratedRegex(@"\A(?<kind>weight|bias)-(?<number>[+-]?[0-9]+)\.npy\z",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex NumberedFile();

    /// <summary>Transposes [rows × columns] to [columns × rows].</summary>
    private static float[] Transpose(ReadOnlySpan<float> matrix, int rows, int columns)
    {
        var transposed = new float[matrix.Length];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                transposed[(c * rows) + r] = matrix[(r * columns) + c];
            }
        }

        return transposed;
    }
}
