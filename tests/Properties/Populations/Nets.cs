using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;

namespace Pruning.Tests.Properties.Populations;

/// <summary>Nets as cases of properties, and values for them.</summary>
internal static class Nets
{
    /// <summary>The penguins' net: 12 → 12 → 3, 195 parameters.</summary>
    public static Architecture Penguins { get; } = new(new Linear("layer1", 12, 12), new Relu(), new Linear("layer2", 12, 3), new Tanh());

    /// <summary>One to three linear layers of one to five units, with and without biases, each followed by ReLU, tanh or nothing.</summary>
    public static Gen<Architecture> Small { get; } =
        from depth in Gen.Choose(1, 3)
        from sizes in Gen.Choose(1, 5).ArrayOf(depth + 1)
        from biases in Gen.Elements(true, false).ArrayOf(depth)
        from activations in Gen.Choose(0, 2).ArrayOf(depth)
        select Build(sizes, biases, activations);

    /// <summary>Multiples of 1/64 up to ±2.</summary>
    public static Gen<float[]> Values(int count) => Gen.Choose(-128, 128).Select(k => k / 64f).ArrayOf(count);

    /// <summary>Several rows of such values.</summary>
    public static Gen<float[][]> Rows(int rows, int count) => Values(count).ArrayOf(rows);

    public static int Inputs(Architecture net) => ((Linear)net.Steps[0].Layer).Inputs;

    public static int Outputs(Architecture net) => net.Steps.Select(s => s.Layer).OfType<Linear>().Last().Outputs;

    private static Architecture Build(int[] sizes, bool[] biases, int[] activations)
    {
        var layers = new List<Layer>();
        for (var i = 0; i < biases.Length; i++)
        {
            layers.Add(new Linear($"layer{i + 1}", sizes[i], sizes[i + 1], biases[i]));
            if (activations[i] > 0)
            {
                layers.Add(activations[i] == 1 ? new Relu() : new Tanh());
            }
        }

        return new([.. layers]);
    }
}
