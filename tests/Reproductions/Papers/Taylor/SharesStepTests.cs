using Pruning.Reproductions.Papers.Taylor;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Data;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Tests.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.Taylor;

/// <summary>Shares of layers by a sensitivity analysis, on nets whose sensitivity is known by hand.</summary>
public sealed class SharesStepTests
{
    /// <summary>Eight units that copy the input; eight that read the first of them; two outputs.</summary>
    private static readonly Architecture Net = new(
        new Linear("first", 1, 8, Bias: false), new Relu(), new Linear("second", 8, 8, Bias: false), new Relu(),
        new Linear("head", 8, 2, Bias: false));

    private static readonly StudyData Data =
        new("shares by hand", 4, 4, () => new(new("shares by hand", 1, 2, [1, 2, 3, 4], [0, 0, 0, 0])));

    /// <summary>
    /// The larger the weight, the later it goes. The second layer reads the first one's last unit alone, so the others
    /// of the first layer can go at no cost; each unit of the second adds to the right output.
    /// </summary>
    private static float[] Values
    {
        get
        {
            var values = new float[Net.ParameterCount];
            for (var unit = 0; unit < 8; unit++)
            {
                values[unit] = 1 + unit;
                values[8 + (unit * 8) + 7] = 1 + unit;
                values[8 + 64 + unit] = 0.01f;
            }

            return values;
        }
    }

    private static PruningMethod Method { get; } = new(Criterion.MeanSquaredWeight)
    {
        Granularity = Granularity.Unit,
        Spared = ["head"],
    };

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(7, 7, 0)]
    [InlineData(9, 7, 2)]
    [InlineData(14, 7, 7)]
    public void Apply_LayerWithoutEffect_GivesAllButItsLastEighthFirst(int count, int first, int second)
    {
        var net = HandNets.State(Arm.Given(Data, Net, Values).Then(new SharesStep(Method, count)));
        Assert.Equal(first, Enumerable.Range(0, 8).Count(unit => net.Mask[unit] == 0));
        Assert.Equal(second, Enumerable.Range(0, 8).Count(unit => net.Mask[8 + (unit * 8)] == 0));

        // The lowest go, whole.
        Assert.All(Enumerable.Range(0, first), unit => Assert.Equal(0, net.Values[unit]));
        Assert.All(Enumerable.Range(0, second * 8), i => Assert.Equal(0, net.Values[8 + i]));
        Assert.Equal(Values[^16..], net.Values[^16..]);
    }
}
