using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Pruning.Reproductions.Studies.Measuring;
using Pruning.Shared.Engine;
using Pruning.Shared.Pruning;
using Xunit;

namespace Pruning.Tests.Reproductions.Studies;

public sealed class MeasuringTests
{
    [Fact]
    public void TestAccuracy_KnownNets_IsTheShareOfTheirExamplesOneByOne()
    {
        var replicates = HandNets.Run(
            Plan().Measure("right", HandNets.Given(HandNets.Right), Measure.TestAccuracy)
                .Measure("wrong", HandNets.Given(HandNets.Wrong), Measure.TestAccuracy)
                .Measure("none", HandNets.Given(0, 0), Measure.MeanTestAccuracy),
            5, 3);
        Assert.Equal([5, 3], replicates.Select(r => r.Seed));
        Assert.All(replicates, r =>
        {
            // Without any weight both outputs are 0 and the first class is the answer, right for three of four.
            Assert.Equal((1, 0, 0.75), (r.Values["right.testAccuracy"], r.Values["wrong.testAccuracy"],
                r.Values["none.testAccuracy"]));
            Assert.Equal([1, 1, 1, 1], r.Examples["right.testAccuracy"]);
            Assert.Equal([0, 0, 0, 0], r.Examples["wrong.testAccuracy"]);
            Assert.DoesNotContain("none.testAccuracy", r.Examples.Keys);
            Assert.False(r.Diverged);
        });
    }

    [Theory]
    [InlineData(float.NaN, 1)]
    [InlineData(float.PositiveInfinity, 1)]
    [InlineData(3e38f, -3e38f)] // finite weights whose loss is not: 4 · 3e38 is beyond float32
    public void Run_NetThatIsNotFinite_MarksTheReplicate(float first, float second)
    {
        var plan = Plan().Measure("early", HandNets.Given(first, second), Measure.TestAccuracy)
            .Measure("late", HandNets.Given(1, -1), Measure.TestAccuracy);
        Assert.True(HandNets.Run(plan, 1).Single().Diverged);
    }

    [Fact]
    public void Evaluate_EqualNetsOfTwoArms_AreEvaluatedOnce()
    {
        using var data = new OpenData(HandNets.Data, Device.Cpu);
        var plan = Plan().Measure("a", HandNets.Given(1, -1))
            .Measure("b", HandNets.Given(1, -1).Prune(new(Criterion.Magnitude), Amount.Of(0)));
        using var run = new StudyRun(plan, [1], data, new(), _ => { }, TestContext.Current.CancellationToken);
        Assert.Same(run.Evaluate(plan.Arms[0].Arm, Examine.Test), run.Evaluate(plan.Arms[1].Arm, Examine.Test));
        Assert.NotSame(run.Evaluate(plan.Arms[0].Arm, Examine.Test), run.Evaluate(plan.Arms[0].Arm, Examine.Train));
    }

    [Fact]
    public void Sweep_Levels_KeepExamplesWhereAskedAndStartAtTheArmThatStandsForZero()
    {
        var right = HandNets.Given(2, -1);
        var plan = Plan().Measure("before", right, Measure.TestAccuracy)
            .Sweep("weight", [0, 50, 100], right, k =>
                right.Prune(new(Criterion.Magnitude), Amount.OfTotal(k / 100.0)), byExample: [100], zero: "before");
        var replicate = HandNets.Run(plan, 1).Single();
        // Without the −1 the outputs are 2x and 0: still right everywhere; without both three of four are.
        Assert.Equal([1, 1, 0.75], replicate.Curves["weight.testAccuracy"]);
        Assert.Equal(["before.testAccuracy", "weight@100.testAccuracy", "weight@50.testAccuracy"],
            replicate.Values.Keys.Order());
        Assert.Equal(["before.testAccuracy", "weight@100.testAccuracy"], replicate.Examples.Keys.Order());
    }

    [Fact]
    public void CustomMeasurement_ReadsOtherArmsAndRecordsFiguresAndTables()
    {
        var (right, wrong) = (HandNets.Given(HandNets.Right), HandNets.Given(HandNets.Wrong));
        var measurement = new Measurement([new("gain", "fraction")], (net, to) =>
        {
            to.Value("gain", net.Test.Accuracy - net.Of(wrong).Test.Accuracy);
            to.Table("weights", new("row", "column", ["only"], ["a", "b"], [.. net.Values.Select(v => (double)v)]));
        })
        {
            Uses = [wrong],
        };
        var replicate = HandNets.Run(Plan().Measure("right", right, measurement, Measure.Parameters), 1).Single();
        Assert.Equal(1, replicate.Values["right.gain"]);
        Assert.Equal(2, replicate.Values["right.parameters"]);
        Assert.Equal([1, -1], replicate.Tables["right.weights"].Values);
    }

    [Fact]
    public void Measurement_ArmThatItDoesNotName_IsRefused()
    {
        var (right, wrong) = (HandNets.Given(HandNets.Right), HandNets.Given(HandNets.Wrong));
        var measurement = Measurement.Of(new("gain", "fraction"), net => net.Of(wrong).Test.Accuracy);
        Assert.Contains("Uses", Assert.Throws<InvalidOperationException>(
            () => HandNets.Run(Plan().Measure("right", right, measurement), 1)).Message);
    }

    [Fact]
    public void Measurement_MetricDeclaredAndNotRecorded_IsRefused()
    {
        var measurement = new Measurement([new("gain", "fraction")], (net, to) => to.Value("gian", 1));
        Assert.Contains("'gain'", Assert.Throws<InvalidOperationException>(
            () => HandNets.Run(Plan().Measure("right", HandNets.Given(HandNets.Right), measurement), 1)).Message);
    }

    [Fact]
    public void Problems_CurveOrFigureOfWhatNothingMeasures_AreNamed()
    {
        var right = HandNets.Given(HandNets.Right);
        var plan = Plan().Sweep("weight", [0, 50], right, _ => right, zero: "before")
            .Derive(new("weight.held", "%"), v => v["weight@60.testAccuracy"]);
        string[] problems = [.. plan.Problems(points: 3)];
        Assert.Contains(problems, p => p.Contains("needs 'before.testAccuracy'", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("has 2 points, the study's axis 3", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("'weight.held' is derived", StringComparison.Ordinal));
    }

    [Fact]
    public void Losses_WithoutValidationExamples_AreNoNumberAndNoDivergence()
    {
        var plan = Plan().Measure("right", HandNets.Given(HandNets.Right), Measure.Losses(byExample: true));
        var replicate = HandNets.Run(plan, 1).Single();
        Assert.True(double.IsNaN(replicate.Values["right.validationLoss"]));
        Assert.False(replicate.Diverged);
    }

    [Fact]
    public void Plan_ArmOfOtherData_IsRefused() => Assert.Contains(
        "'small'",
        Assert.Throws<ArgumentException>(
            () => Plan().Measure("a", Arm.Start(SmallStudy.Data, SmallStudy.Net, Init.FanIn()))).Message);

    [Fact]
    public void Derive_Figures_AreOfTheSameReplicate()
    {
        var plan = Plan().Measure("right", HandNets.Given(HandNets.Right), Measure.TestAccuracy)
            .Derive(new("right.half", "fraction"), v => v["right.testAccuracy"] / 2);
        Assert.Equal(0.5, HandNets.Run(plan, 1).Single().Values["right.half"]);
    }

    [Fact]
    public void Confusion_KnownNet_HasEveryExampleInItsRow()
    {
        var plan = Plan().Measure("none", HandNets.Given(0, 0), Measure.Confusion(["above", "below"]));
        Assert.Equal([3, 0, 1, 0], HandNets.Run(plan, 1).Single().Tables["none.confusion"].Values);
    }

    [Fact]
    public void EpochAccuracy_Measured_HasOneAnEpochEndsWithTheNetAndChangesNoWeight()
    {
        var start = Arm.Start(SmallStudy.Data, SmallStudy.Net, Init.FanIn());
        var (plain, measured) = (start.Train(SmallStudy.Training(4)),
            start.Train(SmallStudy.Training(4), measureEpochs: true));
        var state = HandNets.State(measured);
        Assert.Equal(HandNets.State(plain).Values, state.Values);
        Assert.Empty(HandNets.State(plain).EpochAccuracy);
        Assert.Equal(4, state.EpochAccuracy.Length);
        var last = HandNets.Run(new StudyPlan(SmallStudy.Data).Measure("net", measured, Measure.TestAccuracy), 1)
            .Single();
        Assert.Equal(last.Values["net.testAccuracy"], state.EpochAccuracy[^1]);
    }

    private static StudyPlan Plan() => new(HandNets.Data);
}
