using Pruning.Shared.Kernels;
using Xunit;

namespace Pruning.Tests.Properties.Kernels;

public sealed unsafe class SparseLinearTests
{
    public static TheoryData<string> Everywhere => [.. Widths.All];

    [Theory]
    [MemberData(nameof(Everywhere))]
    public void Forward_AnyShapeAndDensity_HasTheBitsOfTheDenseLayer(string width)
    {
        var random = new Random(20264);
        for (var trial = 0; trial < 60; trial++)
        {
            var (inputs, outputs, batch) = (random.Next(1, 71), random.Next(1, 71), random.Next(1, 301));
            var (bias, density) = (random.Next(3) > 0, random.NextDouble());
            var weights = inputs * outputs;
            using var parameters = Guarded.Random(random, weights + (bias ? outputs : 0));
            foreach (ref var weight in parameters.Span[..weights])
            {
                // Masks leave zeros of either sign behind.
                weight = random.NextDouble() < density ? weight : 0 * weight;
            }

            using var x = Guarded.RandomPanels(random, inputs, batch);
            using var y = new Guarded(Panels.Length(outputs, batch));
            using var expected = new Guarded(y.Length);
            var sparse = Widths.Sparse(width, parameters.Span[..weights], parameters.Span[weights..], inputs, outputs);
            sparse.Forward(x.Data, y.Data, batch);
            using var dense = new LinearKernel(inputs, outputs, bias, batch, training: false);
            dense.Forward(parameters.Data, x.Data, expected.Data, batch);
            var what = $"{inputs} → {outputs}, batch {batch}, density {density}, width {width}";
            Bits.Equal(expected.Span, y.Span, what);
            Assert.Equal(parameters.Span[..weights].ToArray().Count(w => w != 0), sparse.Count);
            x.AssertIntact();
            y.AssertIntact();
        }
    }
}
