using System.Globalization;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Npy;

namespace Pruning.Shared.Populations;

/// <summary>
/// Saves a net, and loads one of linear layers, as a folder of arrays, <c>weight-1.npy</c> … and <c>bias-1.npy</c> …,
/// in
/// Keras's layout: weights are [in, out], filters [height, width, in, out]. A linear layer behind maps reads them map
/// by
/// map, where Keras's own would read them position by position.
/// </summary>
public static class WeightFolder
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
    /// <exception cref="DataException">
    /// <c>weight-1.npy</c> is missing, an array has not two dimensions (a bias: one), or sizes do not fit; the message
    /// names the file.
    /// </exception>
    public static (Architecture Net, float[] Values) Load(string folder, int inputs, int outputs)
    {
        var weights = new List<NpyArray>();
        while (File.Exists(PathOf("weight", weights.Count + 1)))
        {
            weights.Add(NpyFile.Load(PathOf("weight", weights.Count + 1)));
            CheckWeight(weights.Count);
        }

        if (weights.Count == 0)
        {
            throw new DataException($"{PathOf("weight", 1)} is missing: expected weight-1.npy, "
                + "weight-2.npy … and bias-1.npy, bias-2.npy …");
        }

        CheckNoneBeyond(weights.Count);
        if (weights[^1].Shape[1] != outputs)
        {
            throw new DataException($"{PathOf("weight", weights.Count)}: expected "
                + $"{outputs} outputs of the last layer; got {weights[^1].Shape[1]}.");
        }

        var biased = Enumerable.Range(1, weights.Count).Any(i => File.Exists(PathOf("bias", i)));
        var layers = weights.SelectMany((w, i) => new Layer[] { new Linear($"layer{i + 1}", w.Shape[0], w.Shape[1],
            biased), new Relu() });
        var values = weights.SelectMany((w, i) => Transpose(w.Values, w.Shape[0], w.Shape[1])
            .Concat(biased ? Bias(i + 1, w.Shape[1]) : []));
        return (new([.. layers.SkipLast(1)]), [.. values]);

        string PathOf(string kind, int layer) => Path.Combine(folder, $"{kind}-{layer}.npy");

        void CheckNoneBeyond(int layers)
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*.npy").Order(StringComparer.Ordinal))
            {
                if (NumberOf(path) is { } number && number > layers)
                {
                    throw new DataException($"{PathOf("weight", layers + 1)} is missing, but the folder holds "
                        + $"{Path.GetFileName(path)}.");
                }
            }
        }

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
                    + "are [in, out].");
            }
        }

        float[] Bias(int layer, int size)
        {
            var path = PathOf("bias", layer);
            var bias = File.Exists(path) ? NpyFile.Load(path)
                : throw new DataException($"{path} is missing, but other layers have a bias.");
            return bias.Shape.Count == 1 && bias.Shape[0] == size
                ? bias.Values
                : throw new DataException($"{path}: expected {size} values in one dimension; got "
                    + $"[{string.Join(", ", bias.Shape)}].");
        }
    }

    /// <summary>Gets the layer number of a file, 3 of <c>weight-3.npy</c>; null: not such a file.</summary>
    private static int? NumberOf(string path) =>
        Path.GetFileNameWithoutExtension(path).Split('-') is ["weight" or "bias", var number]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var layer) ? layer : null;

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
