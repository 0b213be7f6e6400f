using Pruning.Reproductions.Papers.AtInit;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Populations;
using Pruning.Tests.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.AtInit;

/// <summary>The measurement of conservation on nets whose flows are known by hand.</summary>
public sealed class ConservationTests
{
    private static readonly Architecture Net = new(
        new Linear("a", 1, 2), new Relu(), new Linear("b", 2, 2));

    [Fact]
    public void Errors_NetWithoutBiases_AreZero()
    {
        var found = HandNets.Run(Plan([1, -2, 0, 0, 3, 1, 2, 4, 0, 0]), 1).Single();
        Assert.Equal(0, found.Values["conserved.unitError"]);
        Assert.Equal(0, found.Values["conserved.layerError"]);
    }

    [Fact]
    public void Errors_BiasOfAHiddenUnit_AreWhatItsFlowAdds()
    {
        // Into unit 1 by weights 1·5, out of it (1 + 1)·5; unit 2 as before, 2·5. Layers: 15 and 20.
        var found = HandNets.Run(Plan([1, 2, 1, 0, 3, 1, 2, 4, 0, 0]), 1).Single();
        Assert.Equal(0.5, found.Values["conserved.unitError"]);
        Assert.Equal(0.25, found.Values["conserved.layerError"]);
    }

    private static StudyPlan Plan(float[] values) =>
        new StudyPlan(HandNets.Data).Measure("conserved", Arm.Given(HandNets.Data, Net, values), Conservation.Errors);
}
