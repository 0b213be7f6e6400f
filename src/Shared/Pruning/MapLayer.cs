using Pruning.Shared.Populations;

namespace Pruning.Shared.Pruning;

/// <summary>
/// A layer whose units give maps that a later layer reads: z is what leaves the activation that follows, or the layer
/// itself where none does, before pooling. Of a linear layer's unit z is one value.
/// </summary>
/// <param name="Weight">The layer's weight.</param>
/// <param name="After">The step, as an index in <see cref="Architecture.Steps"/>, that z leaves.</param>
/// <param name="Reader">
/// The first step after it that may not treat maps one by one: all steps between map each by itself, zeros to zeros.
/// </param>
/// <param name="Units">Number of maps K.</param>
/// <param name="Elements">Values M of one map z in one example.</param>
internal sealed record MapLayer(ParameterRange Weight, int After, int Reader, int Units, int Elements)
{
    /// <summary>The layer's name.</summary>
    public string Name => Weight.Layer;

    /// <summary>
    /// Finds the map layers of a net, for every weight in the order of its columns; null for a layer whose outputs are
    /// the net's, or that is part of a composite layer.
    /// </summary>
    public static IReadOnlyList<MapLayer?> Of(Architecture architecture)
    {
        var steps = architecture.Steps;
        var layers = new List<MapLayer?>();
        for (var s = 0; s < steps.Length; s++)
        {
            var (layer, first, count) = steps[s];
            foreach (var range in architecture.Parameters.Slice(first, count)
                .Where(p => p.Role == ParameterRole.Weight))
            {
                layers.Add(layer is Convolution or Linear ? At(architecture, s, range) : null);
            }
        }

        return layers;
    }

    private static MapLayer? At(Architecture architecture, int step, ParameterRange weight)
    {
        var steps = architecture.Steps;
        var (units, features) = ((int)weight.Shape[0], steps[step].Layer.FeaturesOut ?? 0);
        var after = step;
        while (after + 1 < steps.Length && IsNormalisation(steps[after + 1].Layer))
        {
            after++;
        }

        if (after + 1 < steps.Length && TreatsMapsOneByOne(after + 1) && steps[after + 1].Layer.FeaturesOut is null)
        {
            after++;
        }

        var reader = after + 1;
        while (reader < steps.Length && TreatsMapsOneByOne(reader))
        {
            reader++;
        }

        // Behind the last weight outputs are the net's.
        return Enumerable.Range(reader, steps.Length - reader).Any(s => HasWeight(steps[s].Layer))
            ? new(weight, after, reader, units, features / units)
            : null;

        bool TreatsMapsOneByOne(int s) => steps[s].Count == 0 && steps[s].Layer.CanLoseGroups(units);
    }

    private static bool IsNormalisation(Layer layer) =>
        layer.FeaturesOut is null && layer.Parameters(0) is [{ Role: ParameterRole.Scale }, ..];

    private static bool HasWeight(Layer layer) => layer.Parameters(0).Any(p => p.Role == ParameterRole.Weight);
}
