using Pruning.Shared.Populations;
using Pruning.Shared.Surgery;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>
/// One row of a population, evaluated without what pruning took from it, where that pays: units that give nothing are cut out, and where
/// few weights are left, only these are multiplied by. The outputs are the same up to rounding, as long as activations are finite, and do not depend on other rows.
/// </summary>
internal sealed class PrunedRow : IDisposable
{
    /// <summary>A smaller net is left as it is: many such rows are evaluated sooner all at once.</summary>
    private const int LeastParameters = 1 << 17;

    /// <summary>What looking for what is gone and leaving it out takes, in multiplications a parameter.</summary>
    private const int Cost = 400;

    private readonly Population? population;
    private readonly SparseNet? sparse;

    /// <param name="examples">How many it is to be evaluated on.</param>
    public PrunedRow(Population whole, int row, int examples)
    {
        Architecture = whole.Architecture;
        var parameters = whole.Values.narrow(0, row, 1);
        var values = Tensors.ToArray<float>(parameters);

        // Zero times what is not finite is not zero.
        if (NonZero(values) is { } left)
        {
            var live = KeptGroups.Live(Architecture, values);
            if (Pays(Architecture, live.Smaller().MultiplyAccumulates, examples))
            {
                (Architecture, var rows) = SmallerNets.Cut([values], [live]);
                values = rows[0];
                left = NonZero(values)!.Value;
            }

            sparse = Pays(Architecture, SparseNet.Slowness * left, examples) ? SparseNet.Of(Architecture, values) : null;
        }

        population = sparse is not null ? null
            : Architecture == whole.Architecture ? new(Architecture, parameters)
            : new(Architecture, [values], whole.Device);
    }

    /// <summary>What is left of the net.</summary>
    public Architecture Architecture { get; }

    /// <summary>
    /// Whether a population's rows are worth looking at one by one: large nets, on many examples. On a GPU they are not, since the host would
    /// take longer to look than the GPU to multiply.
    /// </summary>
    public static bool MayPay(Population whole, int examples) =>
        whole.Device.type == DeviceType.CPU && whole.Architecture.ParameterCount >= LeastParameters && Pays(whole.Architecture, 0, examples);

    /// <summary>All outputs for one input: [1, features, batch] → [1, outputs, batch].</summary>
    public Tensor Forward(Tensor input) => sparse?.Forward(input) ?? population!.Forward(input);

    public void Dispose() => population?.Dispose();

    /// <summary>How many values are not zero; null: one is not finite.</summary>
    private static long? NonZero(float[] values)
    {
        var (count, finite) = (0L, true);
        foreach (var value in values)
        {
            count += value == 0 ? 0 : 1;
            finite &= float.IsFinite(value);
        }

        return finite ? count : null;
    }

    /// <param name="left">Multiplications for one example that would be left, or as many as take as long.</param>
    private static bool Pays(Architecture net, long left, int examples) => (net.MultiplyAccumulates - left) * examples >= (long)Cost * net.ParameterCount;
}
