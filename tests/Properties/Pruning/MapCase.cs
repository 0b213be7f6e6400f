using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Surgery;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Populations;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>A net with maps, and labelled examples to score them by.</summary>
public sealed record MapCase(Architecture Net, float[] Values, DataSet Data, int[] List)
{
    /// <summary>Convolutional and dense nets of ReLUs; values are multiples of 1/8192 up to ±1/2.</summary>
    public static Gen<MapCase> Any { get; } = Of(Gen.OneOf(Nets.Images, Nets.Dense(4)).Select(OfRelus), 4096);

    /// <summary>Nets with tanh, batch normalisation and residual blocks as well.</summary>
    public static Gen<MapCase> Mixed { get; } = Of(Gen.OneOf(Nets.Images, Nets.Dense(4), Nets.Blocks), 4096);

    /// <summary>
    /// As <see cref="Any"/>, with values so coarse that sums over inputs are exact in any order, and a layer of at
    /// least two removable units.
    /// </summary>
    public static Gen<MapCase> Coarse { get; } =
        Of(Gen.OneOf(Nets.Images, Nets.Dense(3)).Select(OfRelus), 8).Where(c => c.Wide.Length > 0);

    /// <summary>The layers of at least two removable units.</summary>
    public GroupedLayer[] Wide => [.. GroupedLayer.Of(Net).Where(layer => layer.Count > 1)];

    public ParameterRange[] Weights => [.. Net.Of(ParameterRole.Weight)];

    public static Arbitrary<MapCase> AnyCase() => Any.ToArbitrary();

    public static Gen<MapCase> Of(Gen<Architecture> nets, int steps) =>
        from net in nets
        where MapLayer.Of(net).Any(layer => layer is not null)
        from values in Multiples(net.ParameterCount, steps)
        from n in Gen.Frequency((5, Gen.Choose(1, 5)), (1, Gen.Elements(15, 16, 17, 33)))
        from inputs in Multiples(n * Nets.Inputs(net), steps)
        from labels in Gen.Choose(0, Nets.Outputs(net) - 1).ArrayOf(n)
        from list in Gen.Choose(0, n - 1).ArrayOf(n)
        select new MapCase(
            net,
            Nets.WithVariances(net, values),
            new("any", Nets.Inputs(net), Nets.Outputs(net), inputs, labels),
            list);

    /// <summary>The columns of a unit's own parameters in a range with one or several entries a unit.</summary>
    public static IEnumerable<int> Own(ParameterRange range, int unit)
    {
        var size = range.Count / (int)range.Shape[0];
        return Enumerable.Range(range.Offset + (unit * size), size);
    }

    /// <summary>Weights and bias of a layer's unit, and scale and shift of a normalisation right behind it.</summary>
    public IEnumerable<int> OwnOf(ParameterRange weight, int unit)
    {
        var step = Net.Steps.ToList().FindIndex(s => Net.Parameters.Slice(s.First, s.Count).Contains(weight));
        var normalised = step + 1 < Net.Steps.Length && Net.Steps[step + 1].Layer is BatchNorm;
        return Of(step).Concat(normalised ? Of(step + 1) : [])
            .Where(range => range.Role != ParameterRole.Buffer)
            .SelectMany(range => Own(range, unit));

        ParameterRange[] Of(int s) => [.. Net.Parameters.Skip(Net.Steps[s].First).Take(Net.Steps[s].Count)];
    }

    public MapCase Without(IEnumerable<int> columns)
    {
        float[] left = [.. Values];
        foreach (var column in columns)
        {
            left[column] = 0;
        }

        return this with { Values = left };
    }

    public Examples Examples() => new(Data, Device.Cpu);

    /// <summary>The context of this net alone, nothing masked.</summary>
    public ScoringContext Context(float[]? mask = null)
    {
        var examples = Examples();
        return new(
            Criterion.ActivationMean,
            Net,
            new ScoredNet(Values, 0, 1) { Examples = () => examples, Training = List },
            mask ?? [.. Values.Select(_ => 1f)]);
    }

    public IReadOnlyList<double[]?> Scores(MapCriterion criterion, float[]? mask = null) =>
        criterion.ScoreUnits(Context(mask))!;

    /// <summary>Mean loss over the list, by the program's evaluation.</summary>
    public double Loss() => Evaluation.Of(Net, [Values], [List], Examples())[0].Loss;

    /// <summary>Mean loss over the list in plain loops of double precision.</summary>
    public double PlainLoss(double[] values) =>
        List.Average(e => new PlainNet(Net).Loss(values, [.. Input(e).Select(v => (double)v)], Data.Labels[e]));

    public float[] Input(int example) => Data.Inputs[(example * Data.Features)..((example + 1) * Data.Features)];

    public override string ToString() => $"{Nets.Describe(Net)}; {List.Length} examples";

    private static Architecture OfRelus(Architecture net) =>
        new([.. net.Steps.Select(s => s.Layer is Tanh ? new Relu() : s.Layer)]);

    private static Gen<float[]> Multiples(int count, int steps) =>
        Gen.Choose(-steps, steps).Select(k => k / (2f * steps)).ArrayOf(count);
}
