using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.WeightVsUnit;

/// <summary>
/// The claims on weight and unit pruning against the figures that the document prints, copied out by hand.
/// </summary>
public sealed class WeightVsUnitClaimsTests
{
    private const string Everything =
        "primary biases=kept scope=global output=pruned optimizer=sgd batch=128 layers=2-4";

    private static readonly int[] Levels = [20, 25, 50, 60, 70, 80, 90, 95, 97, 99];

    [Fact]
    public void WeightVsUnit_Claims_AreTheEightOfTheDocument() => Assert.Equal(
        [
            "bias-free-cause", "dead-inputs-inert", "early-rise", "first-image-zeros",
            "magnitude-beats-random", "unit-degrades-sooner", "weight-holds-to-95", "zero-inputs-explain",
        ],
        Catalogue.Claims.Select(c => c.Id).Where(id => id.StartsWith("weight-vs-unit/"))
            .Select(id => id["weight-vs-unit/".Length..]).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("first-image-zeros", "exact", 0.70, null, 1)]
    [InlineData("weight-holds-to-95", "threshold", 0.95, null, 32)]
    [InlineData("unit-degrades-sooner", "composite", null, null, 32)]
    [InlineData("early-rise", "composite", null, 0.005, 32)]
    [InlineData("bias-free-cause", "direction", null, null, 32)]
    [InlineData("magnitude-beats-random", "composite", null, null, 32)]
    [InlineData("dead-inputs-inert", "exact", null, null, 32)]
    [InlineData("zero-inputs-explain", "composite", null, null, 32)]
    public void WeightVsUnit_Claim_HasItsKindFiguresAndRegisteredN(string name, string kind, double? value,
        double? effect, int n)
    {
        var claim = Claim(name);
        Assert.Equal(kind, claim.Rule.Kind);
        Assert.Equal((value, effect), (claim.Published.Value, claim.Published.Effect));
        Assert.Equal(n, claim.Readings[0].Registered);
        Assert.Equal(n == 1 ? [1] : [8, 16, 32], claim.Readings[0].Looks);
        Assert.All(claim.Readings.Where(r => r.Protocol != claim.Study.Primary.Protocol),
            r => Assert.Equal([8], r.Looks));
        Assert.All(claim.Readings, r => Assert.Equal(kind, claim.RuleFor(r).Kind));
    }

    [Theory]
    [InlineData("first-image-zeros", "primary")]
    [InlineData("weight-holds-to-95", Everything + " upTo=including95 noticeable=5pp upTo=including95,noticeable=5pp")]
    [InlineData("unit-degrades-sooner", Everything + " noticeable=5pp")]
    [InlineData("early-rise", Everything)]
    [InlineData("magnitude-beats-random", Everything)]
    [InlineData("bias-free-cause", "primary scope=global output=pruned optimizer=sgd batch=128 layers=2-4")]
    [InlineData("dead-inputs-inert", "primary scope=global optimizer=sgd batch=128")]
    [InlineData("zero-inputs-explain", Everything)]
    public void WeightVsUnit_Claim_HasTheReadingsThatCanMoveIt(string name, string readings) =>
        Assert.Equal(readings.Split(' '), Claim(name).Readings.Select(r => r.Id));

    [Fact]
    public void WeightVsUnit_PrimaryReading_TakesTheTextAtItsWord()
    {
        var claim = Claim("weight-holds-to-95");
        Assert.Equal("batch=32,biases=dropped,layers=1-4,optimizer=adam,output=spared,scope=layerwise",
            claim.Study.Primary.Protocol);
        Assert.Equal("batch=32,biases=dropped,layers=1-4,noticeable=1pp,optimizer=adam,"
                + "output=spared,scope=layerwise,upTo=below95", Reading.Canonical(claim.Readings[0].Choices));
    }

    [Theory]
    [InlineData("primary", 0.01, false)]
    [InlineData("biases=kept", 0.01, false)]
    [InlineData("upTo=including95", 0.01, true)]
    [InlineData("noticeable=5pp", 0.05, false)]
    [InlineData("upTo=including95,noticeable=5pp", 0.05, true)]
    public void WeightHolds_Reading_HasItsLevelsAndMargin(string reading, double margin, bool including95)
    {
        var claim = Claim("weight-holds-to-95");
        var rule = Assert.IsType<ThresholdRule>(claim.RuleFor(claim.Readings.Single(r => r.Id == reading)));
        Assert.Equal(margin, rule.Margin);
        Assert.Equal(
            Levels.Where(k => k < 95 || (including95 && k == 95)).Reverse()
                .Select(k => $"weight@{k}.testAccuracy − weight@0.testAccuracy"),
            rule.Levels.Select(q => q.Name));
    }

    [Fact]
    public void WeightHolds_JudgingReadings_ReuseThePrimaryRuns()
    {
        var claim = Claim("weight-holds-to-95");
        Assert.All(claim.Readings.TakeLast(3), r => Assert.Equal((claim.Study.Primary.Protocol, false),
            (r.Protocol, r.Primary)));
    }

    [Fact]
    public void UnitDegrades_Parts_AreFurtherHoldingAndNoLevelWorseByAPoint()
    {
        var parts = Parts("unit-degrades-sooner");
        Assert.Equal(["direction", "threshold"], parts.Select(p => p.Kind));
        var nowhere = (ThresholdRule)parts[1];
        Assert.Equal(0.01, nowhere.Margin);
        Assert.Equal(Levels.Reverse().Select(k => $"weight@{k}.testAccuracy − unit@{k}.testAccuracy"),
            nowhere.Levels.Select(q => q.Name));
    }

    [Fact]
    public void EarlyRise_Parts_AreARiseAndHalfAPointOfIt()
    {
        var parts = Parts("early-rise");
        Assert.Equal(["direction", "size"], parts.Select(p => p.Kind));
        Assert.Equal(0.005, ((SizeRule)parts[1]).Effect);
        Assert.All(parts, p => Assert.Equal(["weight@20.testAccuracy − weight@0.testAccuracy"],
            p.Quantities.Select(q => q.Name)));
    }

    [Fact]
    public void MagnitudeBeatsRandom_Parts_AreAllLevelsUpTo90WithTheHighestAsCore() => Assert.Equal(
        new[] { 90, 80, 70, 60, 50, 25, 20 }.Select(k => $"weight@{k}.testAccuracy − random@{k}.testAccuracy"),
        Parts("magnitude-beats-random").SelectMany(p => p.Quantities).Select(q => q.Name));

    [Theory]
    [InlineData(0.6499, false)]
    [InlineData(0.65, true)]
    [InlineData(0.70, true)]
    [InlineData(0.75, true)]
    [InlineData(0.7501, false)]
    public void FirstImageZeros_Share_HoldsWithinFivePoints(double share, bool holds) =>
        AssertExact("first-image-zeros", "image.zeroShare", share, holds);

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(100000, false)]
    public void DeadInputsInert_ChangedOutputs_MustBeNone(double changed, bool holds) =>
        AssertExact("dead-inputs-inert", "dead.changedLogits", changed, holds);

    [Theory]
    [InlineData(0.98, 0.985, 0.97, 0.98, -0.005)] // it rises by 0.5 points without biases, and by 1 with them
    [InlineData(0.90, 0.95, 0.97, 0.98, 0.04)]
    [InlineData(0.98, 0.97, 0.98, 0.96, 0.01)]
    public void BiasFreeCause_Quantity_IsTheDifferenceOfTheRises(double dropped0, double dropped20, double kept0,
        double kept20, double expected)
    {
        var rises = Curves.Of(("dropped@0", dropped0), ("dropped@20", dropped20), ("kept@0", kept0),
            ("kept@20", kept20));
        Assert.Equal(expected, Claim("bias-free-cause").Rule.Quantities.Single().Value(rises), 1e-12);
    }

    [Fact]
    public void ZeroInputsExplain_Parts_AreAShareAMajorityAndASoonerFall()
    {
        var parts = Parts("zero-inputs-explain");
        Assert.Equal(["exact", "direction", "direction"], parts.Select(p => p.Kind));
        var check = ((ExactRule)parts[0]).Checks.Single();
        Assert.Equal((false, true), (check.Holds(0.5), check.Holds(0.5001)));
        var share = new Replicate(1, new Dictionary<string, double> { ["dead.prunedShare"] = 0.75 }, Curves.None,
            Curves.None);
        Assert.Equal(0.25, parts[1].Quantities.Single().Value(share));
    }

    private static void AssertExact(string name, string metric, double value, bool holds)
    {
        var replicate = new Replicate(1, new Dictionary<string, double> { [metric] = value }, Curves.None, Curves.None);
        Assert.Equal(holds ? Verdict.Reproduced : Verdict.Contradicted,
            Claim(name).Rule.Judge([replicate], InferenceScope.Seeds).Verdict);
    }

    private static Claim Claim(string name) => Catalogue.Claims.Single(c => c.Id == $"weight-vs-unit/{name}");

    private static IReadOnlyList<Rule> Parts(string name) => Assert.IsType<CompositeRule>(Claim(name).Rule).Rules;
}
