using Pruning.Shared.Kernels;
using Pruning.Shared.Surgery;

namespace Pruning.Shared.Populations;

/// <summary>
/// One net to be evaluated without what pruning took from it, where that pays: units that give nothing are cut out, and
/// where few weights
/// of a linear layer are left, only these are multiplied by. Skipped terms are zeros, so the outputs are the same to
/// the bit as long as
/// parameters and activations are finite; a net with parameters that are not is left as it is.
/// </summary>
internal static unsafe class CompactedNet
{
    /// <summary>A smaller net is left as it is.</summary>
    private const int LeastParameters = 1 << 14;

    /// <summary>What looking for dead units and cutting them out takes, in multiplications a parameter.</summary>
    private const int Cost = 100;

    /// <summary>
    /// How much longer a multiplication by single weights takes than one of a dense product, roughly.
    /// </summary>
    private const int SparseCost = 4;

    /// <summary>The architecture and parameters that are evaluated instead of the given ones.</summary>
    /// <param name="values">P parameters.</param>
    /// <param name="examples">How many examples it is to be evaluated on.</param>
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

    /// <summary>A network that evaluates these parameters and no others.</summary>
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

    /// <param name="left">Multiplications for one example that would be left.</param>
    private static bool Pays(Architecture net, long left, int examples) =>
        (net.MultiplyAccumulates - left) * examples >= (long)Cost * net.ParameterCount;
}
