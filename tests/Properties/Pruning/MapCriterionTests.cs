using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Surgery;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>Scores of whole maps.</summary>
[Generated(typeof(MapCase))]
public sealed class MapCriterionTests
{
    private static readonly MapCriterion PerExample = Criterion.TaylorMap();
    private static readonly MapCriterion OfMean = Criterion.TaylorMap(TaylorAbsolute.OfMean);

    /// <summary>Those that score a map by what it says or by what is lost without it.</summary>
    private static readonly MapCriterion[] ByActivations =
        [PerExample, OfMean, Criterion.ActivationMean, Criterion.ActivationDeviation, Criterion.Apoz,
            Criterion.ActivationObd];

    private static readonly MapCriterion[] All =
        [.. ByActivations, Criterion.MeanSquaredWeight, Criterion.MeanAbsoluteGradient];

    [Fact]
    public void Name_EveryCriterion_IsItsOwnForEver() => Assert.Equal(
        "taylor-map taylor-map activation-mean activation-deviation apoz activation-obd mean-squared-weight "
        + "mean-absolute-gradient",
        string.Join(' ', All.Select(criterion => criterion.Name)));

    [Fact]
    public void Scores_MapsPermuted_AreThoseOfTheMapsInTheirNewOrder() => Cases.Check(
        from c in MapCase.Coarse
        from layer in Gen.Elements(c.Wide)
        from order in Gen.Shuffle(Enumerable.Range(0, layer.Count))
        select (c, layer, order: order.ToArray()),
        x =>
        {
            var (c, layer, order) = x;
            float[] moved = [.. c.Values];
            for (var to = 0; to < order.Length; to++)
            {
                foreach (var (from, column) in layer.Incoming(order[to]).Concat(layer.Outgoing(order[to]))
                    .Zip(layer.Incoming(to).Concat(layer.Outgoing(to))))
                {
                    moved[column] = c.Values[from];
                }
            }

            var place = Array.FindIndex(c.Weights, w => w.Layer == layer.Name);
            foreach (var criterion in All)
            {
                var (before, after) = (c.Scores(criterion), (c with { Values = moved }).Scores(criterion));
                foreach (var (w, scores) in before.Index().Where(s => s.Item is not null))
                {
                    AssertClose(w == place ? [.. order.Select(from => scores![from])] : scores!, after[w]!);
                }
            }
        });

    [Fact]
    public void Taylor_MapScaledAndItsReadersByTheInverse_IsTheSameToTheBit() => Cases.Check(
        from c in MapCase.Coarse
        from layer in Gen.Elements(c.Wide)
        from unit in Gen.Choose(0, layer.Count - 1)
        from power in Gen.Elements(-3, -1, 1, 2, 6)
        select (c, layer, unit, factor: MathF.ScaleB(1, power)),
        x =>
        {
            // By powers of two nothing is rounded.
            float[] scaled = [.. x.c.Values];
            foreach (var column in x.layer.Incoming(x.unit))
            {
                scaled[column] *= x.factor;
            }

            foreach (var column in x.layer.Outgoing(x.unit))
            {
                scaled[column] /= x.factor;
            }

            var after = x.c with { Values = scaled };
            Assert.All([PerExample, OfMean, Criterion.ActivationObd, Criterion.Apoz],
                criterion => Assert.Equal(x.c.Scores(criterion), after.Scores(criterion)));
        });

    [Property]
    public void Scores_DeadMap_AreZeroByEveryActivationCriterion(MapCase c)
    {
        foreach (var (w, layer) in MapLayer.Of(c.Net).Index().Where(l => l.Item is not null))
        {
            var unit = c.List.Length % layer!.Units;
            var dead = c.Without(c.OwnOf(c.Weights[w], unit));
            Assert.All(ByActivations, criterion => Assert.Equal(0, dead.Scores(criterion)[w]![unit]));
            Assert.Equal(0, dead.Scores(Criterion.MeanSquaredWeight)[w]![unit]);
        }
    }

    [Property]
    public void Taylor_AbsoluteOfTheMean_IsAtMostTheMeanOfAbsolutes(MapCase c)
    {
        var context = c.Context();
        foreach (var (ofMean, perExample) in OfMean.ScoreUnits(context)!.Zip(PerExample.ScoreUnits(context)!))
        {
            Assert.All((ofMean ?? []).Zip(perExample ?? []), s => Assert.InRange(s.First, 0, s.Second * (1 + 1e-12)));
        }
    }

    [Property]
    public void Scores_Normalised_HaveNormOneInEveryLayer(MapCase c)
    {
        var context = c.Context();
        foreach (var criterion in All)
        {
            AssertNorm(LayerNorm.L1, scores => scores.Sum(Math.Abs));
            AssertNorm(LayerNorm.L2, scores => Math.Sqrt(scores.Sum(s => s * s)));
            AssertNorm(LayerNorm.Max, scores => scores.Max(Math.Abs));

            void AssertNorm(LayerNorm norm, Func<double[], double> of)
            {
                var raw = criterion.ScoreUnits(context)!;
                foreach (var (before, scores) in raw.Zip((criterion with { LayerNorm = norm }).ScoreUnits(context)!))
                {
                    Assert.Equal(before is null, scores is null);
                    if (before is not null)
                    {
                        Assert.Equal(before.All(s => s == 0) ? 0 : 1, of(scores!), 1e-12);
                        Assert.Equal(before.Select((_, i) => i).OrderBy(i => before[i]),
                            scores!.Select((_, i) => i).OrderBy(i => scores![i]));
                    }
                }
            }
        }
    }

    [Fact]
    public void MeanSquaredWeight_TwoUnits_IsTheHandComputedOne()
    {
        var net = new Architecture(new Linear("hidden", 2, 2), new Relu(), new Linear("output", 2, 1));
        MapCase c = new(net, [3, -4, 1, 0, 9, 9, 2, 2, 9], new("one", 2, 1, [1, 1], [0]), [0]);
        Assert.Equal([[12.5, 0.5], [4]], c.Scores(Criterion.MeanSquaredWeight).Select(s => s!));
    }

    [Fact]
    public void FlopsPenalty_ConvolutionAndLinearLayers_IsLambdaTimesMillionsOfOperations()
    {
        // One map: 16 positions of 9 products, 144; one unit of the hidden layer 32; one of the output 3.
        var convolution = new Convolution("conv", new(1, 4, 4), 2, 3, Padding: 1);
        var net = new Architecture(
            convolution, new Relu(), new Linear("hidden", 32, 3), new Relu(), new Linear("output", 3, 2));
        MapCase c = new(net, new float[net.ParameterCount], new("one", 16, 2, new float[16], [0]), [0]);
        var scores = c.Scores(Criterion.MeanSquaredWeight with
        {
            LayerNorm = LayerNorm.L2,
            FlopsPenalty = MapCriterion.UsualFlopsPenalty,
        });
        Assert.All(scores[0]!, s => Assert.Equal(-0.001 * 288e-6, s, 1e-20));
        Assert.All(scores[1]!, s => Assert.Equal(-0.001 * 64e-6, s, 1e-20));
        Assert.All(scores[2]!, s => Assert.Equal(-0.001 * 6e-6, s, 1e-20));
    }

    [Fact]
    public void Scores_MaskedNet_AreThoseOfTheSmallerNet() => Cases.Check(
        from c in MapCase.Coarse
        from layer in Gen.Elements(c.Wide)
        from gone in Gen.Choose(1, layer.Count - 1)
        from order in Gen.Shuffle(Enumerable.Range(0, layer.Count))
        select (c, kept: KeptGroups.All(c.Net).Without(layer.Name, [.. order.Take(gone)])),
        x =>
        {
            var mask = x.kept.Mask();
            var masked = x.c with { Values = [.. x.c.Values.Zip(mask, (v, m) => v * m)] };
            var smaller = SmallerNets.Cut([x.c.Values], [x.kept]);
            var cut = x.c with { Net = smaller.Architecture, Values = smaller.Rows[0] };
            foreach (var criterion in All.Where(a => a != Criterion.MeanSquaredWeight)
                .Select(a => a with { LayerNorm = LayerNorm.L2 }))
            {
                foreach (var (weight, whole, left) in x.c.Weights.Zip(
                    masked.Scores(criterion, mask), cut.Scores(criterion)))
                {
                    if (whole is null)
                    {
                        continue;
                    }

                    var stay = x.kept.Layers.Any(l => l.Layer.Name == weight.Layer)
                        ? x.kept.Of(weight.Layer)
                        : [.. Enumerable.Range(0, whole.Length)];
                    AssertClose([.. stay.Select(unit => whole[unit])], left!);
                    Assert.All(whole.Where((_, unit) => !stay.Contains(unit)), s => Assert.Equal(0, s));
                }
            }
        });

    [Fact]
    public void Scores_UnitMaskedButForItsBias_IsZeroAndCountsInNoNorm()
    {
        // Activations 5, 3 and 4 of biases alone; the first unit's weight is masked.
        var net = new Architecture(new Linear("hidden", 1, 3), new Relu(), new Linear("output", 3, 2));
        MapCase c = new(net, [0, 0, 0, 5, 3, 4, .. new float[8]], new("one", 1, 2, [1], [0]), [0]);
        float[] mask = [0, .. Enumerable.Repeat(1f, 13)];
        Assert.Equal([0, 3, 4], c.Scores(Criterion.ActivationMean, mask)[0]!);
        AssertClose([0, 0.6, 0.8], c.Scores(Criterion.ActivationMean with { LayerNorm = LayerNorm.L2 }, mask)[0]!);
    }

    private static void AssertClose(double[] expected, double[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        var scale = expected.Concat(found).Max(Math.Abs);
        Assert.All(expected.Zip(found), v => Assert.Equal(v.First, v.Second, (1e-5 * scale) + 1e-9));
    }
}
