using Pruning.Shared.Kernels;
using Pruning.Shared.Surgery;

namespace Pruning.Shared.Populations;

/// <summary>
/// Removes a net's pruned parts for evaluation where that saves time: dead units are cut out, and a linear layer with
/// few weights left multiplies by these only. Skipped terms are zeros, so outputs are bit-identical as long as
/// parameters and activations are finite; a net with non-finite parameters is not changed.
/// </summary>
internal static unsafe class CompactedNet
{
    /// <summary>Smallest number of parameters worth compacting.</summary>
    private const int LeastParameters = 1 << 14;

    /// <summary>Cost of finding and cutting dead units, in multiplications per parameter.</summary>
    private const int Cost = 100;

    /// <summary>Cost of a sparse multiplication relative to one of a dense product, roughly.</summary>
    private const int SparseCost = 4;

    /// <summary>Gets the architecture and parameters to evaluate instead of the given ones.</summary>
    /// <param name="values">P parameters.</param>
    /// <param name="examples">Number of examples to evaluate.</param>
    public static (Architecture Net, float[] Values) Of(Architecture net, float[] values, int examples)
    {
        if (values.Length < LeastParameters || !Pays(net, 0, examples) || !values.All(float.IsFinite))
        {
            return (net, values);
        }

        var live = KeptGroups.Live(net, values);
        if (!Pays(net, live.Smaller().MultiplyAccumulates, examples))
        {
            return (net, values);
        }

        var (smaller, rows) = SmallerNets.Cut([values], [live]);
        return (smaller, rows[0]);
    }

    /// <summary>Creates a network that evaluates these parameters only.</summary>
    public static CpuNetwork Network(Architecture net, float[] values, int inputs, int batch)
    {
        var sparse = values.Length >= LeastParameters && values.All(float.IsFinite);
        return new(net, inputs, batch, replace: sparse ? Sparse : null);

        LayerKernel? Sparse(int index)
        {
            var (layer, first, _) = net.Steps[index];
            if (layer is not Linear linear)
            {
                return null;
            }

            var range = net.Parameters[first];
            var left = range.Count - values.AsSpan(range.Offset, range.Count).Count(0f);
            return SparseCost * (long)left < range.Count
                ? new SparseLinearKernel(linear.Inputs, linear.Outputs, linear.Bias, values.AsSpan(range.Offset))
                : null;
        }
    }

    /// <param name="left">Multiplications for one example that would remain.</param>
    private static bool Pays(Architecture net, long left, int examples) =>
        (net.MultiplyAccumulates - left) * examples >= (long)Cost * net.ParameterCount;
}
