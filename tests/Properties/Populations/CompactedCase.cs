using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;
using Pruning.Shared.Surgery;

namespace Pruning.Tests.Properties.Populations;

/// <summary>
/// A net, in general large enough to be compacted, some of its units without weights and biases and some of its other
/// weights zero, and
/// examples.
/// </summary>
/// <param name="Dead">Share of the units and filters that give nothing.</param>
/// <param name="Left">Share of the other weights that are not zero.</param>
public sealed record CompactedCase(Architecture Net, double Dead, double Left, int Batch, int Seed)
{
    private static readonly Gen<Architecture> Dense =
        from depth in Gen.Choose(1, 3)
        from sizes in Gen.Choose(90, 180).ArrayOf(depth + 1)
        from classes in Gen.Choose(1, 12)
        from biases in Gen.Elements(true, false).ArrayOf(depth + 1)
        from bent in Gen.Elements<Layer>(new Relu(), new Relu(), new Tanh())
        let linears = biases.Select((bias, i) => new Linear($"layer{i + 1}", sizes[i], i == depth ? classes
            : sizes[i + 1], bias))
        select new Architecture([.. linears.SelectMany(linear => new[] { linear, bent }).SkipLast(1)]);

    private static readonly Gen<Architecture> Images =
        from channels in Gen.Choose(1, 3)
        from side in Gen.Choose(7, 10)
        from filters in Gen.Choose(16, 24).Two()
        from padding in Gen.Choose(0, 1)
        from bias in Gen.Elements(true, false)
        from pool in Gen.Choose(1, 2)
        let first = new Convolution("conv1", new(channels, side, side), filters.Item1, 3, bias, Padding: padding)
        let second = new Convolution("conv2", first.Output, filters.Item2, 3, bias)
        let pooled = new MaxPool(second.Output, pool)
        let hidden = new Linear("fc1", pooled.Output.Features, 60, bias)
        select new Architecture(first, new Relu(), second, new Tanh(), pooled, hidden, new Relu(),
            new Linear("fc2", 60, 5));

    public static Arbitrary<CompactedCase> AnyCase() => (
        from net in Gen.Frequency((2, Dense), (1, Images))
        from dead in Gen.Elements(0, 0.2, 0.5, 0.9, 1)
        from left in Gen.Elements(1, 0.5, 0.2, 0.02, 0)
        from batch in Gen.Elements(1, 2, 7, 16, 17, 40)
        from seed in Gen.Choose(1, 100000)
        select new CompactedCase(net, dead, left, batch, seed)).ToArbitrary();

    public float[] Values()
    {
        var random = new Random(Seed);
        float[] values = [.. Enumerable.Range(0, Net.ParameterCount).Select(_ => random.NextSingle() - 0.5f)];
        foreach (var weight in Net.Of(ParameterRole.Weight))
        {
            foreach (ref var w in values.AsSpan(weight.Offset, weight.Count))
            {
                w = random.NextDouble() < Left ? w : 0 * w;
            }
        }

        foreach (var layer in GroupedLayer.Of(Net))
        {
            foreach (var column in Enumerable.Range(0, layer.Count).Where(_ => random.NextDouble() < Dead)
                .SelectMany(layer.Incoming))
            {
                values[column] = 0;
            }
        }

        return values;
    }

    public float[][] Examples()
    {
        var random = new Random(Seed + 1);
        var features = Nets.Inputs(Net);
        return [.. Enumerable.Range(0, Batch * features).Select(_ => random.NextSingle() - 0.5f).Chunk(features)];
    }

    public override string ToString() =>
        $"{Nets.Describe(Net)}; {Dead} of the units dead, {Left} of the weights left, {Batch} examples, seed {Seed}";
}
