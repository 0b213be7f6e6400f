using FsCheck.Xunit;
using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning.Curvature;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>Second derivatives of the mean loss, against differences, algebra and cases worked by hand.</summary>
[Generated(typeof(BrainDamageCase), typeof(MapCase))]
public sealed class HessianProductTests
{
    [Fact]
    public void Along_TwoEvenOutputs_IsTheHandComputedOne()
    {
        // Input 2, p = 1/2 each, class 0: g = 2·(p − [0]) = (−1, 1), H = 4·p(1 − p)·(1, −1; −1, 1).
        var net = new Architecture(new Linear("only", 1, 2, Bias: false));
        var one = new DataSet("one", 1, 2, [2], [0]);
        var (gradient, product) = Along(net, [3, 3], [-1, 1], one, [0]);
        Assert.Equal([-1, 1], gradient);
        Assert.Equal([-2, 2], product);

        // T = 2: the outputs are halved, so g is 1/2 and H 1/4 of that.
        (gradient, product) = Along(net, [3, 3], [-1, 1], one, [0], temperature: 2);
        Assert.Equal([-0.5, 0.5], gradient);
        Assert.Equal([-0.5, 0.5], product);
    }

    [Fact]
    public void Along_NetOfTwoLayers_IsTheHandComputedOne()
    {
        // w, then v₀ and v₁ on ReLU(w·x), all 1, x = 1, class 0. With d = v₁ − v₀ = 0 the loss is log(1 + eʷᵈ): its
        // derivatives are 0 by w and w/2 = 1/2 by d, second ones 0 by w, 1/4 by d and 1/2 by both.
        var net = new Architecture(
            new Linear("one", 1, 1, Bias: false), new Relu(), new Linear("two", 1, 2, Bias: false));
        var (gradient, product) = Along(net, [1, 1, 1], [0, -0.5, 0.5], new("one", 1, 2, [1], [0]), [0]);
        Assert.Equal([0, -0.5, 0.5], gradient);
        Assert.Equal([0.5, -0.25, 0.25], product);
    }

    [Fact]
    public void Along_TinyNet_IsTheWholeHessianOfTheLossTimesTheDirection()
    {
        const double Step = 1e-4;
        var net = new Architecture(new Linear("one", 2, 3), new Tanh(), new Linear("two", 3, 2));
        var c = new BrainDamageCase(
            net, [Drawn(net.ParameterCount, "values")], new("four", 2, 2, Drawn(8, "inputs"), [0, 1, 1, 0]),
            [[0, 1, 2, 3]]);
        var gradient = c.Gradient(0);
        var (_, product) = Along(net, c.Rows[0], gradient, c.Data, c.Lists[0]);
        for (var i = 0; i < product.Length; i++)
        {
            var expected = Enumerable.Range(0, product.Length).Sum(j => SecondDerivative(i, j) * gradient[j]);
            Assert.Equal(expected, product[i], 1e-7);
        }

        Assert.Contains(product, p => Math.Abs(p) > 0.01);

        double SecondDerivative(int i, int j) =>
            (Loss(i, j, 1, 1) - Loss(i, j, 1, -1) - Loss(i, j, -1, 1) + Loss(i, j, -1, -1)) / (4 * Step * Step);

        double Loss(int i, int j, int up, int across)
        {
            var values = Array.ConvertAll(c.Rows[0], v => (double)v);
            values[i] += up * Step;
            values[j] += across * Step;
            return c.Lists[0].Average(e => new PlainNet(net).Loss(
                values, [.. c.Data.Inputs[(2 * e)..((2 * e) + 2)].Select(v => (double)v)], c.Data.Labels[e]));
        }
    }

    [Property]
    public void Gradient_DenseNet_IsThatOfPlainLoops(BrainDamageCase c)
    {
        var (gradient, _) = Along(c.Net, c.Rows[0], new double[c.Net.ParameterCount], c.Data, c.Lists[0]);
        AssertClose(c.Gradient(0), gradient, 1e-13);
    }

    [Fact]
    public void Gradient_ImagesWithTiesAndKinks_IsThatOfTheKernels() => Cases.Check(
        MapCase.Coarse,
        c =>
        {
            // Sums are exact, so that a tie or a zero is one for both.
            var (gradient, _) = Along(c.Net, c.Values, new double[c.Net.ParameterCount], c.Data, c.List);
            AssertClose(Array.ConvertAll(c.Context().Gradients, g => (double)g), gradient, 1e-5);
        });

    [Fact]
    public void Product_DenseNet_IsTheDifferenceOfPlainGradients()
    {
        var compared = 0;
        Cases.Check(
            BrainDamageCase.Any,
            c =>
            {
                var direction = Direction(c.Net, "direction");
                var (_, product) = Along(c.Net, c.Rows[0], direction, c.Data, c.Lists[0]);
                var (rough, fine) = (Difference(1e-5), Difference(5e-6));
                if (!rough.Zip(fine).All(d => Math.Abs(d.First - d.Second) < 1e-6))
                {
                    return; // A kink of ReLU lies between.
                }

                AssertClose(fine, product, 1e-7);
                compared++;

                double[] Difference(double step)
                {
                    var (up, down) = (Gradient(step), Gradient(-step));
                    return [.. up.Zip(down, (u, d) => (u - d) / (2 * step))];
                }

                double[] Gradient(double by) =>
                    c.Gradient(0, [.. c.Rows[0].Select((v, i) => v + (by * direction[i]))]);
            });
        Assert.InRange(compared, 200, 300);
    }

    [Fact]
    public void Product_ImageNet_IsTheSecondDifferenceOfThePlainLoss()
    {
        var (compared, pooled) = (0, 0);
        Cases.Check(
            MapCase.Of(Nets.Images, 1 << 20),
            c =>
            {
                var (across, up) = (Direction(c.Net, "across"), Direction(c.Net, "up"));
                var (_, product) = Along(c.Net, c.Values, across, c.Data, c.List);
                var (rough, fine) = (Difference(2e-4), Difference(1e-4));
                if (Math.Abs(rough - fine) > 1e-5)
                {
                    return; // A kink of ReLU or a tie in a window lies between.
                }

                Assert.Equal(fine, Dot(up, product), 2e-6 * (1 + Math.Abs(fine)));
                compared++;
                pooled += c.Net.Steps.Any(s => s.Layer is MaxPool) ? 1 : 0;

                double Difference(double h) => (Loss(h, h) - Loss(h, -h) - Loss(-h, h) + Loss(-h, -h)) / (4 * h * h);

                double Loss(double first, double second) =>
                    c.PlainLoss([.. c.Values.Select((v, i) => v + (first * across[i]) + (second * up[i]))]);
            },
            200);
        Assert.InRange(compared, 100, 200);
        Assert.True(pooled > 30, $"{pooled} pooled.");
    }

    [Property]
    public void Product_AnyNet_IsSymmetricAndLinear(MapCase c)
    {
        var (u, v) = (Direction(c.Net, "u"), Direction(c.Net, "v"));
        var (hu, hv) = (Along(c, u).Product, Along(c, v).Product);
        var size = 1e-12 * (1 + u.Zip(hv, (a, b) => Math.Abs(a * b)).Sum());
        Assert.Equal(Dot(u, hv), Dot(v, hu), size);
        double[] both = [.. u.Zip(v, (a, b) => (3 * a) - (0.25 * b))];
        AssertClose([.. hu.Zip(hv, (a, b) => (3 * a) - (0.25 * b))], Along(c, both).Product, 1e-12);
        Assert.All(Along(c, new double[u.Length]).Product, p => Assert.Equal(0, p));
    }

    [Property]
    public void Along_OtherOrderOrListTwice_ChangesRoundingOnly(MapCase c)
    {
        var direction = Direction(c.Net, "direction");
        var (gradient, product) = Along(c, direction);
        foreach (var list in new[] { [.. c.List.Reverse()], [.. c.List, .. c.List], c.List.Order().ToArray() })
        {
            var (otherGradient, other) = Along(c with { List = list }, direction);
            AssertClose(gradient, otherGradient, 1e-13);
            AssertClose(product, other, 1e-12);
        }
    }

    [Property]
    public void Along_List_IsTheMeanOfItsExamples(MapCase c)
    {
        var direction = Direction(c.Net, "direction");
        var (gradient, product) = Along(c, direction);
        var single = c.List.Select(e => Along(c with { List = [e] }, direction)).ToList();
        AssertClose(Mean(s => s.Gradient), gradient, 1e-13);
        AssertClose(Mean(s => s.Product), product, 1e-12);

        double[] Mean(Func<(double[] Gradient, double[] Product), double[]> of) =>
            [.. gradient.Select((_, i) => single.Average(s => of(s)[i]))];
    }

    [Property]
    public void Along_OneExampleEightTimes_HasTheBitsOfOne(MapCase c)
    {
        // Doubling is exact, whatever lanes the example lies in.
        var direction = Direction(c.Net, "direction");
        var once = Along(c with { List = [c.List[0]] }, direction);
        var eight = Along(c with { List = [.. Enumerable.Repeat(c.List[0], 8)] }, direction);
        Assert.Equal(once.Gradient, eight.Gradient);
        Assert.Equal(once.Product, eight.Product);
    }

    [Property]
    public void Along_Temperature_IsThatOfTheLastLayerDivided(BrainDamageCase c)
    {
        // With θ′ = D·θ, D = 1/T for the last layer and 1 for others: g = D·g′ and H = D·H′·D.
        var direction = Direction(c.Net, "direction");
        foreach (var temperature in new[] { 0.5, 2, 256 })
        {
            double[] scale =
                [.. direction.Select((_, column) => c.LastColumns.Contains(column) ? 1 / temperature : 1)];
            var (gradient, product) = Along(c.Net, c.Rows[0], direction, c.Data, c.Lists[0], temperature);
            var (scaledGradient, scaledProduct) = Along(
                c.Net,
                [.. c.Rows[0].Zip(scale, (w, s) => (float)(w * s))],
                [.. direction.Zip(scale, (v, s) => v * s)],
                c.Data,
                c.Lists[0]);
            AssertClose([.. scaledGradient.Zip(scale, (g, s) => g * s)], gradient, 1e-14);
            AssertClose([.. scaledProduct.Zip(scale, (p, s) => p * s)], product, 1e-13);
        }
    }

    [Fact]
    public void Along_LargeOutputs_StaysFinite()
    {
        // p = 1 and 0, to the last place: g and H vanish.
        var net = new Architecture(new Linear("only", 1, 2, Bias: false));
        var (gradient, product) = Along(net, [1e6f, -1e6f], [1, 1], new("one", 1, 2, [1000], [0]), [0]);
        Assert.Equal([0, 0], gradient);
        Assert.Equal([0, 0], product);
    }

    [Fact]
    public void Along_LayerOfAnotherKind_IsRefusedByNameWithTheWayOut()
    {
        Layer[] others =
        [
            new BatchNorm("norm1", 2), new Softmax(), new Residual(new Linear("inner", 2, 2)),
        ];
        foreach (var other in others)
        {
            var net = new Architecture(new Linear("first", 1, 2), other);
            var error = Assert.Throws<ArgumentException>(() => Along(
                net, new float[net.ParameterCount], new double[net.ParameterCount], new("one", 1, 2, [1], [0]), [0]));
            Assert.Contains(
                $"of {other.Title}, a layer of the kind {other.GetType().Name}", error.Message,
                StringComparison.Ordinal);
            Assert.Contains("connection-sensitivity", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Along_ExamplesOfAnotherSize_AreRefused()
    {
        var net = new Architecture(new Linear("first", 3, 2));
        var error = Assert.Throws<ArgumentException>(
            () => Along(net, new float[8], new double[8], new("one", 1, 2, [1], [0]), [0]));
        Assert.Contains("expected 3 features; an example has 1", error.Message, StringComparison.Ordinal);
    }

    private static (double[] Gradient, double[] Product) Along(
        Architecture net, float[] values, double[] direction, DataSet data, int[] list, double temperature = 1)
    {
        using var examples = new Examples(data, Device.Cpu);
        return HessianProduct.Along(net, values, direction, examples, list, temperature);
    }

    private static (double[] Gradient, double[] Product) Along(MapCase c, double[] direction) =>
        Along(c.Net, c.Values, direction, c.Data, c.List);

    private static double[] Direction(Architecture net, string stream) =>
        Array.ConvertAll(Drawn(net.ParameterCount, stream), v => (double)v);

    private static float[] Drawn(int count, string stream)
    {
        var values = new float[count];
        new RandomStream(1, stream).Uniform(values, 1);
        return values;
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static void AssertClose(double[] expected, double[] found, double error)
    {
        // Errors of sums are relative to their terms, of which the largest entry tells.
        var size = error * (1 + expected.Max(Math.Abs));
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), e => Assert.Equal(e.First, e.Second, size));
    }
}
