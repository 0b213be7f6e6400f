using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.Dynamic;

/// <summary>The penguin claims against the figures that the document prints, copied out by hand.</summary>
public sealed class PenguinClaimsTests
{
    private const string Everything =
        "primary as-shipped pruneAt=early init=fresh split=reshuffled pruned=weights+biases scope=layerwise "
        + "mask=released order=signed";

    [Fact]
    public void Penguins_Claims_AreTheTenOfTheDocument() => Assert.Equal(
        [
            "dynamic/penguins-converges-sooner", "dynamic/penguins-dynamic-improves",
                "dynamic/penguins-dynamic-still-learning", "dynamic/penguins-inputs-in-unit-range",
            "dynamic/penguins-lottery-improves", "dynamic/penguins-order", "dynamic/penguins-pruned-slightly-worse",
                "dynamic/penguins-removed-share",
            "dynamic/penguins-rows", "dynamic/penguins-unpruned-loss",
        ],
        Catalogue.Claims.Select(c => c.Id).Where(id => id.StartsWith("dynamic/penguins-", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("rows", "exact", 333.0, null, 1)]
    [InlineData("inputs-in-unit-range", "exact", 1.0, null, 1)]
    [InlineData("unpruned-loss", "point", 0.4699, null, 256)]
    [InlineData("pruned-slightly-worse", "composite", 0.4812, 0.0113, 256)]
    [InlineData("lottery-improves", "direction", 0.4672, 0.0027, 256)]
    [InlineData("dynamic-improves", "composite", 0.4289, 0.0410, 256)]
    [InlineData("order", "composite", null, null, 256)]
    [InlineData("removed-share", "exact", 0.30, null, 256)]
    [InlineData("dynamic-still-learning", "composite", null, null, 256)]
    [InlineData("converges-sooner", "direction", null, null, 256)]
    public void Penguins_Claim_HasItsKindFiguresAndRegisteredN(string name, string kind, double? value, double? effect,
        int n)
    {
        var claim = Claim(name);
        Assert.Equal(kind, claim.Rule.Kind);
        Assert.Equal(value, claim.Published.Value);
        Assert.Equal(effect is null, claim.Published.Effect is null);
        Assert.Equal(effect ?? 0, claim.Published.Effect ?? 0, 1e-12);
        Assert.Equal(value is null && name != "order", claim.Published.Text is null);
        Assert.Equal(n, claim.Study.Primary.Registered);
        Assert.All(claim.Readings.Where(r => !r.Primary), r => Assert.Equal(64, r.Registered));
    }

    [Theory]
    [InlineData("rows", "primary")]
    [InlineData("inputs-in-unit-range", "primary")]
    [InlineData("unpruned-loss", "primary split=reshuffled")]
    [InlineData("pruned-slightly-worse", "primary split=reshuffled pruned=weights+biases scope=layerwise order=signed")]
    [InlineData("lottery-improves",
        "primary split=reshuffled pruned=weights+biases scope=layerwise mask=released order=signed")]
    [InlineData("dynamic-improves", Everything)]
    [InlineData("order", Everything)]
    [InlineData("removed-share", Everything)]
    [InlineData("dynamic-still-learning", Everything)]
    [InlineData("converges-sooner", Everything)]
    public void Penguins_Claim_HasTheReadingsThatCanMoveIt(string name, string readings) =>
        Assert.Equal(readings.Split(' '), Claim(name).Readings.Select(r => r.Id));

    [Fact]
    public void Penguins_PrimaryReading_TakesTheTextAtItsWord() => Assert.Equal(
        "init=paired,mask=inForce,order=magnitude,pruneAt=thirds,pruned=weights,scope=global,split=published",
        Claim("dynamic-improves").Study.Primary.Protocol);

    [Fact]
    public void Penguins_AsShipped_PrunesEarlyFromAFreshStart() => Assert.Equal(
        "init=fresh,mask=inForce,order=magnitude,pruneAt=early,pruned=weights,scope=global,split=published",
        Claim("dynamic-improves").Readings.Single(r => r.Id == "as-shipped").Protocol);

    [Fact]
    public void Penguins_ReshuffledSplit_AllowsForOverlap()
    {
        var readings = Claim("order").Readings;
        Assert.Equal(33.0 / 200, readings.Single(r => r.Id == "split=reshuffled").InferenceScope.TestShare);
        Assert.All(readings.Where(r => r.Id != "split=reshuffled"), r => Assert.Equal(new("seeds"), r.InferenceScope));
    }

    [Fact]
    public void Penguins_UnprunedLoss_IsRoundedToFourPlacesAndHeldToFiveHundredths()
    {
        var rule = Assert.IsType<PointRule>(Claim("unpruned-loss").Rule);
        Assert.Equal((0.4699, 0.05), (rule.Published, rule.Precision));
        Assert.Equal(0.46985, rule.Low, 1e-12);
        Assert.Equal(0.46995, rule.High, 1e-12);
        Assert.Equal(["unpruned.testLoss"], rule.Quantities.Select(q => q.Name));
    }

    [Fact]
    public void Penguins_Margins_AreThoseOfTheFigures()
    {
        var worse = Parts("pruned-slightly-worse");
        Assert.Equal(["direction", "bound"], worse.Select(r => r.Kind));
        Assert.Equal(2 * 0.0113, ((BoundRule)worse[1]).Bound, 1e-12);
        var improves = Parts("dynamic-improves");
        Assert.Equal(["direction", "size"], improves.Select(r => r.Kind));
        Assert.Equal(0.0410, ((SizeRule)improves[1]).Effect, 1e-12);
        Assert.Equal(["direction", "direction", "direction"], Parts("order").Select(r => r.Kind));
        var learning = Parts("dynamic-still-learning");
        Assert.Equal(["direction", "direction", "bound", "bound"], learning.Select(r => r.Kind));
        Assert.All(learning.OfType<BoundRule>(), r => Assert.Equal(0.01, r.Bound));
    }

    [Theory]
    [InlineData("pruned-slightly-worse", 0.4699, 0.4812, 0, 0, 0.0113)]
    [InlineData("lottery-improves", 0.4699, 0, 0.4672, 0, 0.0027)]
    [InlineData("dynamic-improves", 0.4699, 0, 0, 0.4289, 0.0410)]
    [InlineData("order", 0, 0, 0.4672, 0.4289, 0.0383)]
    public void Penguins_CoreQuantity_OfThePrintedLosses_IsThePrintedEffect(string name, double unpruned,
        double pruned, double lottery, double dynamic, double effect)
    {
        var none = new Dictionary<string, IReadOnlyList<double>>();
        var printed = new Replicate(1, new Dictionary<string,
            double>
        {
            ["unpruned.testLoss"] = unpruned,
            ["pruned.testLoss"] = pruned,
            ["lottery.testLoss"] = lottery,
            ["dynamic.testLoss"] = dynamic
        }, none, none);
        Assert.Equal(effect, Claim(name).Rule.Quantities.First().Value(printed), 1e-12);
    }

    private static Claim Claim(string name) => Catalogue.Claims.Single(c => c.Id == $"dynamic/penguins-{name}");

    private static IReadOnlyList<Rule> Parts(string name) => Assert.IsType<CompositeRule>(Claim(name).Rule).Rules;
}
