using Pruning.Shared.Populations;

namespace Pruning.Shared.Pruning;

/// <summary>What the units of a net cost.</summary>
internal static class UnitCosts
{
    /// <summary>
    /// Computes, for every weight in the order of its columns, the multiply-accumulates of one of its units for one
    /// example: those of one map of a convolution, its inputs for a linear layer. Pruned inputs count.
    /// </summary>
    public static long[] Of(Architecture architecture)
    {
        var layers = new List<Layer>();
        foreach (var (layer, _, _) in architecture.Steps)
        {
            // Lists a composite layer's own layers.
            layer.Rebuilt(part =>
            {
                layers.Add(part);
                return part;
            });
        }

        return [.. from layer in layers
                   let weight = layer.Parameters(0).FirstOrDefault(p => p.Role == ParameterRole.Weight)
                   where weight is not null
                   select layer.MultiplyAccumulates / weight.Shape[0]];
    }
}
