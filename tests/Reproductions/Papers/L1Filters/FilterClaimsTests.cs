using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Studies;
using Pruning.Tests.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.L1Filters;

/// <summary>The claims on filter pruning against the figures that the document prints, copied out by hand.</summary>
public sealed class FilterClaimsTests
{
    private const string Training = "gradients=accumulated optimizer=adam optimizer=sgd batch=256";
    private const string Everything =
        "primary as-shipped net=fresh epochs=3 gradients=accumulated score=l2 optimizer=adam optimizer=sgd batch=256";

    [Fact]
    public void L1Filters_Claims_AreTheTwelveOfTheDocument() => Assert.Equal(
        [
            "baseline-accuracy", "baseline-parameters", "fc-brain-damage", "first-notebook", "halves-parameters",
                "inference-time", "iris",
            "l2-norm", "percentile", "pruned-accuracy", "pruned-parameters", "same-accuracy",
        ],
        Catalogue.Claims.Select(c => c.Id).Where(id => id.StartsWith("l1-filters/"))
            .Select(id => id["l1-filters/".Length..]).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("baseline-parameters", "exact", 6130.0, null, 1)]
    [InlineData("pruned-parameters", "exact", 3052.0, null, 1)]
    [InlineData("halves-parameters", "exact", 3052.0 / 6130, null, 1)]
    [InlineData("baseline-accuracy", "point", 0.94, null, 32)]
    [InlineData("pruned-accuracy", "point", 0.94, null, 32)]
    [InlineData("same-accuracy", "equivalence", null, 0.0, 32)]
    [InlineData("inference-time", "measurement", null, null, 8)]
    [InlineData("first-notebook", "measurement", null, null, 8)]
    [InlineData("l2-norm", "measurement", null, null, 32)]
    [InlineData("percentile", "measurement", null, null, 32)]
    [InlineData("fc-brain-damage", "measurement", null, null, 32)]
    public void L1Filters_Claim_HasItsKindFiguresAndRegisteredN(string name, string kind, double? value,
        double? effect, int n)
    {
        var claim = Claim(name);
        Assert.Equal(kind, claim.Rule.Kind);
        Assert.Equal((value, effect), (claim.Published.Value, claim.Published.Effect));
        Assert.Equal(n, claim.Readings[0].Registered);
        Assert.All(claim.Readings.Skip(1), r => Assert.Equal([8], r.Looks));
        Assert.All(claim.Readings, r => Assert.Null(r.InferenceScope.TestShare));
    }

    [Theory]
    [InlineData("baseline-parameters", "primary")]
    [InlineData("inference-time", "primary")]
    [InlineData("first-notebook", "primary")]
    [InlineData("baseline-accuracy", "primary as-shipped " + Training)]
    [InlineData("pruned-accuracy", Everything)]
    [InlineData("same-accuracy", Everything + " controls=trained")]
    public void L1Filters_Claim_HasTheReadingsThatCanMoveIt(string name, string readings) =>
        Assert.Equal(readings.Split(' '), Claim(name).Readings.Select(r => r.Id));

    [Theory]
    [InlineData("l2-norm", "l2")]
    [InlineData("percentile", "percentile")]
    [InlineData("fc-brain-damage", "obd")]
    public void L1Filters_Suggestion_IsJudgedInNoReadingThatLeavesItOut(string name, string arm) =>
        Assert.Empty(Claim(name).Readings.Where(r => !r.Primary && !r.ChangedArms.Contains(arm)).Select(r => r.Id));

    [Fact]
    public void L1Filters_PrimaryReading_TakesTheTextAtItsWord() => Assert.Equal(
        "baselineEpochs=7,batch=64,controls=none,epochs=7,gradients=zeroed,net=inherited,optimizer=rmsprop,score=l1",
        Claim("same-accuracy").Study.Primary.Protocol);

    [Fact]
    public void L1Filters_AsShipped_IsFreshShortAccumulatedAndByTheOtherNorm() => Assert.Equal(
        "baselineEpochs=7,batch=64,controls=none,epochs=3,gradients=accumulated,net=fresh,optimizer=rmsprop,score=l2",
        Claim("same-accuracy").Readings.Single(r => r.Id == "as-shipped").Protocol);

    [Theory]
    [InlineData("baseline-parameters", "baseline.parameters", 6130, true)]
    [InlineData("baseline-parameters", "baseline.parameters", 6131, false)]
    [InlineData("pruned-parameters", "pruned.parameters", 3052, true)]
    [InlineData("pruned-parameters", "pruned.parameters", 3051, false)]
    [InlineData("halves-parameters", "pruned.parameterShare", 3052 / 6130.0, true)]
    [InlineData("halves-parameters", "pruned.parameterShare", 0.44, false)]
    [InlineData("halves-parameters", "pruned.parameterShare", 0.56, false)]
    public void Parameters_Count_MustBeThePrinted(string name, string metric, double value, bool holds)
    {
        var values = new Dictionary<string, double> { [metric] = value, ["baseline.macs"] = 2, ["pruned.macs"] = 1 };
        var judgement = Claim(name).Judge([new(1, values, Curves.None, Curves.None)], Claim(name).Readings[0]);
        Assert.Equal(holds ? Verdict.Reproduced : Verdict.Contradicted, judgement.Verdict);
    }

    [Theory]
    [InlineData("baseline")]
    [InlineData("pruned")]
    public void Accuracy_Point_IsTheRoundedFigureHeldToTwoPoints(string arm)
    {
        var rule = Assert.IsType<PointRule>(Claim($"{arm}-accuracy").Rule);
        Assert.Equal((0.94, 0.935, 0.945, 0.02), (rule.Published, rule.Low, rule.High, rule.Precision));
        Assert.Equal($"{arm}.testAccuracy", rule.Quantity.Name);
    }

    [Theory]
    [InlineData(0.940, 0.001, Verdict.Reproduced)]
    [InlineData(0.947, 0.001,
        Verdict.Reproduced)] // the interval of one more run, ± 2.5 times 0.00107, still meets 0.945
    [InlineData(0.970, 0.001, Verdict.Contradicted)]
    [InlineData(0.900, 0.001, Verdict.Contradicted)]
    [InlineData(0.940, 0.020, Verdict.Inconclusive)] // one run could be anywhere from 0.89 to 0.99
    public void Accuracy_EightReplicates_AreJudgedByTheIntervalOfOneMore(double centre, double spread,
        Verdict verdict) =>
        Assert.Equal(verdict, Claim("baseline-accuracy").Rule.Judge(Around(i =>
            Curves.Of(("baseline", centre + (Sign(i) * spread)))), InferenceScope.Seeds).Verdict);

    [Theory]
    [InlineData(0.000, 0.001, Verdict.Reproduced)]
    [InlineData(-0.008, 0.001, Verdict.Reproduced)]
    [InlineData(0.008, 0.001, Verdict.Reproduced)]
    [InlineData(-0.010, 0.002, Verdict.Inconclusive)]
    [InlineData(-0.030, 0.001, Verdict.Contradicted)]
    [InlineData(0.030, 0.001, Verdict.Contradicted)]
    [InlineData(0.000, 0.020, Verdict.Inconclusive)]
    public void SameAccuracy_EightReplicates_AreHeldToOnePointEitherWay(double difference, double spread,
        Verdict verdict)
    {
        var replicates = Around(i => Curves.Of(("baseline", 0.95), ("beforeRetraining", 0.6),
            ("pruned", 0.95 + difference + (Sign(i) * spread))));
        Assert.Equal(verdict, Claim("same-accuracy").Judge(replicates, Claim("same-accuracy").Readings[0]).Verdict);
    }

    [Fact]
    public void SameAccuracy_Remark_TellsTheMeansBeforeAndAfterRetraining()
    {
        Replicate[] replicates = [Curves.Of(("baseline", 0.95), ("beforeRetraining", 0.55), ("pruned", 0.93)),
            Curves.Of(("baseline", 0.95), ("beforeRetraining", 0.65), ("pruned", 0.94))];
        var remark = Claim("same-accuracy").Judge(replicates, Claim("same-accuracy").Readings[0]).Notes[0];
        Assert.Contains("60.00 %", remark, StringComparison.Ordinal);
        Assert.Contains("93.50 %", remark, StringComparison.Ordinal);
    }

    [Fact]
    public void L2Norm_Remark_CountsTheReplicatesOfTheSameFourFilters()
    {
        var claim = Claim("l2-norm");
        var remark = claim.Judge([With(4), With(3), With(4)], claim.Readings[0]).Notes[0];
        Assert.StartsWith("In 2 of 3 replicates", remark);

        static Replicate With(int same)
        {
            var values = new Dictionary<string, double>
            {
                ["l2.testAccuracy"] = 0.94,
                ["pruned.testAccuracy"] = 0.94,
                ["l2.sameFilters"] = same
            };
            return new(same, values, Curves.None, Curves.None);
        }
    }

    [Fact]
    public void BrainDamage_Remark_TellsHowFarEitherHoldsTheWholeNet()
    {
        var claim = Claim("fc-brain-damage");
        var levels = claim.Study.Axis!.X.Select(x => (int)x).ToArray();
        Replicate[] replicates = [.. new[] { 80, 90 }.Select(last => Curves.Of(
            [.. levels.SelectMany(k => new[] { ($"obd@{k}", k <= last ? 0.95 : 0.935),
                ($"magnitude@{k}", k is 20 or > 50 ? 0.9 : 0.95) })]))];
        var remark = claim.Judge(replicates, claim.Readings[0]).Notes[0];

        // At 90 one of the two has lost 1.5 points and the other nothing: less than a point on average. What magnitude
        // loses at 20 does not come back at 30.
        Assert.Contains("up to 90 % of the linear layer’s weights by Optimal Brain Damage and 10 % by magnitude",
            remark, StringComparison.Ordinal);
        Assert.Contains("½·h·w²", remark, StringComparison.Ordinal);
    }

    private static Replicate[] Around(Func<int, Replicate> of) =>
        [.. Enumerable.Range(1, 8).Select(i => of(i) with { Seed = i })];

    private static int Sign(int i) => i % 2 == 0 ? 1 : -1;

    private static Claim Claim(string name) => Catalogue.Claims.Single(c => c.Id == $"l1-filters/{name}");
}
