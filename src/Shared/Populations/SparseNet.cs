using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pruning.Shared.Engine;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Populations;

/// <summary>One net of linear layers and ReLU, of which few weights are left: only these are multiplied by. Its memory is its own, so one thread uses it at a time.</summary>
public sealed class SparseNet
{
    /// <summary>How much longer one of its multiplications takes than one of a matrix product, roughly.</summary>
    public const int Slowness = 5;

    /// <summary>Examples that go through all layers together: few enough that their activations stay in the second cache.</summary>
    private const int Tile = 64;

    private readonly ImmutableArray<Product> products;
    private readonly float[] examples;
    private float[] entering;
    private float[] leaving;

    private SparseNet(ImmutableArray<Product> products, int widest)
    {
        this.products = products;
        examples = new float[products[0].Inputs * Tile];
        entering = new float[widest * Tile];
        leaving = new float[widest * Tile];
    }

    /// <summary>The net with these values; null: it has other layers than linear ones, each with a ReLU behind it or none.</summary>
    /// <param name="values">P parameters.</param>
    public static SparseNet? Of(Architecture architecture, ReadOnlySpan<float> values)
    {
        var layers = new List<Product>();
        foreach (var (layer, first, count) in architecture.Steps)
        {
            switch (layer)
            {
                case Linear linear:
                    layers.Add(Product.Of(linear, architecture.Parameters.AsSpan().Slice(first, count), values));
                    break;
                case Relu when layers.Count > 0:
                    layers[^1] = layers[^1] with { Rectified = true };
                    break;
                default:
                    return null;
            }
        }

        return layers.Count > 0 ? new([.. layers], architecture.Widest) : null;
    }

    /// <summary>All outputs for one input: [1, features, batch] → [1, outputs, batch].</summary>
    public Tensor Forward(Tensor input)
    {
        var (batch, outputs) = ((int)input.shape[2], products[^1].Outputs);
        var result = new float[outputs * batch];
        using var byExample = input.transpose(1, 2);
        for (var start = 0; start < batch; start += Tile)
        {
            var length = Math.Min(Tile, batch - start);
            Enter(byExample, start, length);
            foreach (var product in products)
            {
                product.Run(entering, leaving);
                (entering, leaving) = (leaving, entering);
            }

            for (var o = 0; o < outputs; o++)
            {
                entering.AsSpan(o * Tile, length).CopyTo(result.AsSpan((o * batch) + start));
            }
        }

        return Tensors.From<float>(result, float32, CPU, 1, outputs, batch);
    }

    /// <summary>Examples to feature by feature; what a tile is short of stays as it was, and its outputs are not read.</summary>
    private void Enter(Tensor byExample, int start, int length)
    {
        var features = products[0].Inputs;
        using var some = byExample.narrow(1, start, length);
        HostMemory.Read(some, examples.AsSpan(0, length * features));
        for (var e = 0; e < length; e++)
        {
            for (var f = 0; f < features; f++)
            {
                entering[(f * Tile) + e] = examples[(e * features) + f];
            }
        }
    }

    /// <summary>A linear layer by its weights that are not zero, output by output.</summary>
    /// <param name="Ends">Where each output's weights end.</param>
    /// <param name="Places">Where the input lies that a weight is for.</param>
    private readonly record struct Product(int Inputs, int Outputs, int[] Ends, nuint[] Places, float[] Weights, float[] Biases, bool Rectified)
    {
        public static Product Of(Linear layer, ReadOnlySpan<ParameterRange> parameters, ReadOnlySpan<float> values)
        {
            var dense = values.Slice(parameters[0].Offset, parameters[0].Count);
            var (places, weights) = (new List<nuint>(), new List<float>());
            var ends = new int[layer.Outputs];
            for (var o = 0; o < layer.Outputs; o++)
            {
                for (var i = 0; i < layer.Inputs; i++)
                {
                    var weight = dense[(o * layer.Inputs) + i];
                    if (weight != 0)
                    {
                        places.Add((nuint)(i * Tile));
                        weights.Add(weight);
                    }
                }

                ends[o] = weights.Count;
            }

            var biases = layer.Bias ? values.Slice(parameters[1].Offset, parameters[1].Count).ToArray() : new float[layer.Outputs];
            return new(layer.Inputs, layer.Outputs, ends, [.. places], [.. weights], biases, false);
        }

        public void Run(float[] from, float[] to)
        {
            const int Quarter = Tile / 4;
            ref var inputs = ref MemoryMarshal.GetArrayDataReference(from);
            var start = 0;
            for (var o = 0; o < Outputs; o++)
            {
                var a = Vector512.Create(Biases[o]);
                var (b, c, d) = (a, a, a);
                for (var i = start; i < Ends[o]; i++)
                {
                    var (weight, place) = (Vector512.Create(Weights[i]), Places[i]);
                    a = Vector512.FusedMultiplyAdd(weight, Vector512.LoadUnsafe(ref inputs, place), a);
                    b = Vector512.FusedMultiplyAdd(weight, Vector512.LoadUnsafe(ref inputs, place + Quarter), b);
                    c = Vector512.FusedMultiplyAdd(weight, Vector512.LoadUnsafe(ref inputs, place + (2 * Quarter)), c);
                    d = Vector512.FusedMultiplyAdd(weight, Vector512.LoadUnsafe(ref inputs, place + (3 * Quarter)), d);
                }

                start = Ends[o];
                var outputs = to.AsSpan(o * Tile, Tile);
                Activated(a).CopyTo(outputs);
                Activated(b).CopyTo(outputs[Quarter..]);
                Activated(c).CopyTo(outputs[(2 * Quarter)..]);
                Activated(d).CopyTo(outputs[(3 * Quarter)..]);
            }
        }

        private Vector512<float> Activated(Vector512<float> sums) => Rectified ? Vector512.Max(sums, Vector512<float>.Zero) : sums;
    }
}
