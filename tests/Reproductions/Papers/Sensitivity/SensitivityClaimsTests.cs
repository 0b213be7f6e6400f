using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Studies;
using Pruning.Tests.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.Sensitivity;

/// <summary>
/// The claims on sensitivity pruning against the figures that the document and its later revision print, copied out by
/// hand.
/// </summary>
public sealed class SensitivityClaimsTests
{
    private const string Everything =
        "primary as-shipped which=firstLayer,order=largest which=firstLayer which=all "
            + "order=mostNegative order=random order=largest amount=5 trainedOn=test epochs=10";

    [Fact]
    public void Sensitivity_Claims_AreTheFiveOfTheDocument() => Assert.Equal(
        ["convolution-shape", "dataset", "five-weights", "magnitude-beats-random", "smallest-tenth-harmless"],
        Catalogue.Claims.Select(c => c.Id).Where(id => id.StartsWith("sensitivity/"))
            .Select(id => id["sensitivity/".Length..]).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("convolution-shape", "exact", null, null, 1)]
    [InlineData("dataset", "exact", 70000.0, null, 1)]
    [InlineData("smallest-tenth-harmless", "equivalence", null, null, 32)]
    [InlineData("five-weights", "composite", null, 0.7286 - 0.7131, 32)]
    [InlineData("magnitude-beats-random", "composite", null, null, 32)]
    public void Sensitivity_Claim_HasItsKindFiguresAndRegisteredN(string name, string kind, double? value,
        double? effect, int n)
    {
        var claim = Claim(name);
        Assert.Equal(kind, claim.Rule.Kind);
        Assert.Equal(value, claim.Published.Value);
        Assert.Equal(effect is null, claim.Published.Effect is null);
        Assert.Equal(effect ?? 0, claim.Published.Effect ?? 0, 1e-12);
        Assert.Equal(n, claim.Readings[0].Registered);
        Assert.All(claim.Readings.Skip(1), r => Assert.Equal([8], r.Looks));
        Assert.All(claim.Readings, r => Assert.Null(r.InferenceScope.TestShare));
    }

    [Theory]
    [InlineData("convolution-shape", "primary")]
    [InlineData("dataset", "primary")]
    [InlineData("smallest-tenth-harmless", Everything)]
    [InlineData("five-weights", "primary as-shipped which=firstLayer,order=largest which=firstLayer which=all "
        + "order=mostNegative order=random order=largest trainedOn=test epochs=10")]
    public void Sensitivity_Claim_HasTheReadingsThatCanMoveIt(string name, string readings) =>
        Assert.Equal(readings.Split(' '), Claim(name).Readings.Select(r => r.Id));

    [Fact]
    public void MagnitudeBeatsRandom_Readings_AreAllButThoseOfTheOrderAlone() => Assert.Equal(
        Everything.Split(' ').Where(id => id is not ("order=mostNegative" or "order=random" or "order=largest")),
        Claim("magnitude-beats-random").Readings.Select(r => r.Id));

    [Theory]
    [InlineData("primary", "amount=10%,epochs=5,order=smallest,trainedOn=train,which=kernels")]
    [InlineData("as-shipped", "amount=5,epochs=80,order=mostNegative,trainedOn=test,which=kernels")]
    [InlineData("which=firstLayer,order=largest", "amount=10%,epochs=5,order=largest,trainedOn=train,which=firstLayer")]
    public void Sensitivity_Reading_IsTheProtocolItNames(string reading, string protocol) =>
        Assert.Equal(protocol, Claim("smallest-tenth-harmless").Readings.Single(r => r.Id == reading).Protocol);

    [Theory]
    [InlineData("convolution.wrongSizes", 1)]
    [InlineData("convolution.wrongSums", 1)]
    public void ConvolutionShape_AnyFault_Contradicts(string metric, double value)
    {
        var values = new Dictionary<string, double>
        {
            ["convolution.pairs"] = 78,
            ["convolution.wrongSizes"] = 0,
            ["convolution.wrongSums"] = 0
        };
        Assert.Equal(Verdict.Reproduced, Judge("convolution-shape", values));
        values[metric] = value;
        Assert.Equal(Verdict.Contradicted, Judge("convolution-shape", values));
    }

    [Fact]
    public void ConvolutionShape_Remark_SaysThatTheSumIsLeftOutAndWhatIsTested()
    {
        var claim = Claim("convolution-shape");
        var values = new Dictionary<string, double>
        {
            ["convolution.pairs"] = 78,
            ["convolution.wrongSizes"] = 0,
            ["convolution.wrongSums"] = 0
        };
        var remark = claim.Judge([new(1, values, Curves.None, Curves.None)], claim.Readings[0]).Notes[0];
        Assert.Contains("omits the sum", remark, StringComparison.Ordinal);
        Assert.Contains("78 pairs", remark, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data.images", 60_000)]
    [InlineData("data.pixels", 783)]
    [InlineData("data.classes", 9)]
    public void DataSet_OtherSize_Contradicts(string metric, double value)
    {
        var values = new Dictionary<string, double>
        {
            ["data.images"] = 70_000,
            ["data.pixels"] = 784,
            ["data.classes"] = 10
        };
        Assert.Equal(Verdict.Reproduced, Judge("dataset", values));
        values[metric] = value;
        Assert.Equal(Verdict.Contradicted, Judge("dataset", values));
    }

    [Theory]
    [InlineData(0.000, 0.001, Verdict.Reproduced)]
    [InlineData(-0.008, 0.001, Verdict.Reproduced)]
    [InlineData(-0.0155, 0.001, Verdict.Contradicted)] // as much as the later revision's figures differ by
    [InlineData(0.0155, 0.001, Verdict.Contradicted)]
    [InlineData(-0.010, 0.002, Verdict.Inconclusive)]
    public void SmallestTenth_EightReplicates_AreHeldToOnePointEitherWay(double difference, double spread,
        Verdict verdict) => Assert.Equal(
        verdict,
        Claim("smallest-tenth-harmless").Rule.Judge(Eight(apart =>
            Curves.Of(("before", 0.9), ("after", 0.9 + difference + (apart * spread)))), InferenceScope.Seeds).Verdict);

    [Theory]
    [InlineData(0.0155, Verdict.Reproduced)]
    [InlineData(0.0000, Verdict.Contradicted)] // no fall is shown, and one of a point and a half is excluded
    [InlineData(-0.0005, Verdict.Contradicted)]
    [InlineData(0.0050, Verdict.Partial)]
    public void FiveWeights_EightReplicates_AreHeldToTheFallAndItsSize(double fall, Verdict verdict) => Assert.Equal(
        verdict,
        Claim("five-weights").Rule.Judge(Eight(apart =>
            Curves.Of(("before", 0.9), ("five", 0.9 - fall + (apart * 0.0004)))),
            InferenceScope.Seeds).Verdict);

    [Fact]
    public void MagnitudeBeatsRandom_Parts_AreTheRandomAndTenPointsToTheLargest()
    {
        var parts = Assert.IsType<CompositeRule>(Claim("magnitude-beats-random").Rule).Rules;
        Assert.Equal(["direction", "direction"], parts.Select(p => p.Kind));
        var replicate = Curves.Of(("smallest", 0.90), ("random", 0.85), ("largest", 0.30));
        Assert.Equal(0.05, parts[0].Quantities.Single().Value(replicate), 1e-12);
        Assert.Equal(0.50, parts[1].Quantities.Single().Value(replicate), 1e-12);
    }

    [Fact]
    public void MagnitudeBeatsRandom_ImageByImage_IsMeanToTheSameDifference()
    {
        var examples = new Dictionary<string, IReadOnlyList<double>>
        {
            ["smallest.testAccuracy"] = [1, 1, 0, 1],
            ["largest.testAccuracy"] = [0, 1, 0, 0]
        };
        var replicate = new Replicate(1, examples.ToDictionary(e => e.Key, e => e.Value.Average()), examples,
            Curves.None);
        var quantity = ((CompositeRule)Claim("magnitude-beats-random").Rule).Rules[1].Quantities.Single();
        Assert.Equal(quantity.Value(replicate), quantity.PerExample!(replicate)!.Average(), 1e-12);
        Assert.Equal(0.4, quantity.Value(replicate), 1e-12);
    }

    [Theory]
    [InlineData(0.88, 0.50, Verdict.Reproduced)]
    [InlineData(0.88, 0.80, Verdict.Partial)] // ten points, give or take: not more
    [InlineData(0.88, 0.85, Verdict.Partial)]
    [InlineData(0.92, 0.50, Verdict.Contradicted)]
    [InlineData(0.90, 0.50, Verdict.Inconclusive)]
    public void MagnitudeBeatsRandom_EightReplicates_AreJudgedByTheRandomFirst(double random, double largest,
        Verdict verdict)
    {
        var replicates = Eight(apart => Curves.Of(("before", 0.9), ("smallest", 0.9),
            ("random", random + (apart / 1000.0)), ("largest", largest + (apart / 1000.0))));
        var found = Claim("magnitude-beats-random").Judge(replicates, Claim("magnitude-beats-random").Readings[0]);
        Assert.Equal(verdict, found.Verdict);
        Assert.Contains("90.00 %", found.Notes[0], StringComparison.Ordinal);
    }

    private static Replicate[] Eight(Func<int, Replicate> of) =>
        [.. Enumerable.Range(1, 8).Select(i => of(i % 2 == 0 ? 1 : -1) with { Seed = i })];

    private static Verdict Judge(string name, Dictionary<string, double> values) =>
        Claim(name).Judge([new(1, values, Curves.None, Curves.None)], Claim(name).Readings[0]).Verdict;

    private static Claim Claim(string name) => Catalogue.Claims.Single(c => c.Id == $"sensitivity/{name}");
}
