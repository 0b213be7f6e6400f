using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Pruning.Tests.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.Sensitivity;

/// <summary>
/// What some readings on sensitivity answer, and what is said beside the verdict, from figures said beforehand.
/// </summary>
public sealed class SensitivityAnswerTests
{
    private static readonly Claim Claim = Catalogue.Claims.Single(c => c.Id == "sensitivity/smallest-tenth-harmless");
    private static readonly Claim Five = Catalogue.Claims.Single(c => c.Id == "sensitivity/five-weights");

    [Theory]
    [InlineData("trainedOn=test")]
    [InlineData("as-shipped")]
    public void Answer_TrainedOnTest_SaysThatTheImagesAreTheSame(string reading) =>
        Assert.Contains("trained on the test images", Answer(reading, [Net(0.9), Net(0.8)]),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(0.7285, 0.7287, "within")]
    [InlineData(0.7287, 0.90, "outside")]
    [InlineData(0.10, 0.7285, "outside")]
    public void Answer_AsShipped_PlacesThePublishedFigureAmongTheNetsAndCountsLostClasses(double lowest,
        double highest, string place)
    {
        var answer = Answer("as-shipped", [Net(lowest, neverPredicted: 6), Net(highest, neverPredicted: 1)], Five);
        Assert.Contains($"{100 * lowest:0.00} to {100 * highest:0.00} %", answer, StringComparison.Ordinal);
        Assert.Contains($"the published 72.86 % lies {place} that range", answer, StringComparison.Ordinal);
        Assert.Contains("1 to 6 of the 10 classes are never predicted", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("as-shipped")]
    [InlineData("order=mostNegative")]
    public void Answer_FiveMostNegative_ComparesThemWithTheFiveSmallest(string reading)
    {
        // 1.55 points are published: two of these four nets lose as much to the most negative, one to the smallest.
        var answer = Answer(reading, [Net(0.9, after: 0.88), Net(0.9, after: 0.8844, smallest: 0.88),
            Net(0.9, after: 0.8846), Net(0.9)], Five);
        Assert.Contains("2 of 4 nets lose the published 1.55 points or more by the first and 1 by the second", answer,
            StringComparison.Ordinal);
        Assert.Contains("ranking by sign can explain such a fall", answer, StringComparison.Ordinal);
        Assert.Contains("0.25", answer, StringComparison.Ordinal);
        Assert.Contains("0.00001", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_NoNetFallsAsFar_SignDoesNotExplain() => Assert.Contains(
        "0 of 2 nets lose the published 1.55 points or more by the first and 0 by the second, so ranking by sign does "
            + "not explain such a fall",
        Answer("as-shipped", [Net(0.9), Net(0.9, after: 0.8846)], Five),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(0.000, "it had levelled off to within a point")]
    [InlineData(0.030, "it had not levelled off")]
    [InlineData(0.010, "is open")]
    public void Answer_LongerTraining_TellsWhetherTheAccuracyStillMoves(double gain, string expected)
    {
        var answer = Answer("epochs=10", [.. Enumerable.Range(1, 8)
            .Select(i => Net(0.8 + gain, (e, at) => e < 10 ? 0.8 : at + (i % 2 == 0 ? 0.001 : -0.001)))]);
        Assert.StartsWith("From 5 epochs to 10 the accuracy before pruning changes by ", answer);
        Assert.EndsWith($"{expected}.", answer);
    }

    [Fact]
    public void Answer_EveryOtherReading_IsNone()
    {
        Assert.All(Claim.Readings.Where(r => r.Id is not ("trainedOn=test" or "as-shipped" or "epochs=10")),
            r => Assert.Null(Answer(r.Id, [Net(0.9), Net(0.9)])));
        Assert.All(Five.Readings.Where(r => r.Id is not ("as-shipped" or "order=mostNegative")),
            r => Assert.Null(Answer(r.Id, [Net(0.9), Net(0.9)], Five)));
    }

    [Fact]
    public void Remark_Primary_TellsHowManyGoTheAccuraciesAndThoseAfterEveryEpoch()
    {
        var remark = Note("primary", [Net(0.89, Rising), Net(0.91, Rising)]);
        Assert.StartsWith("5,558 weights are removed.", remark);
        Assert.Contains("90.00 %", remark, StringComparison.Ordinal);
        Assert.Contains("89.00 %", remark, StringComparison.Ordinal);
        Assert.Contains("78.0, 78.5, 79.0, 79.5, 80.0 %", remark, StringComparison.Ordinal);
        Assert.Contains("+0.50 pp", remark, StringComparison.Ordinal);
    }

    [Fact]
    public void Remark_ShortRun_NeedsNoMoreEpochsThanItMeasures()
    {
        Assert.Equal("1", Claim.Short.Choices["epochs"]);
        Assert.Contains("78.0 %", Claim.Judge(Made(1, [Net(0.9, Rising), Net(0.9, Rising)]), Claim.Short).Notes[0],
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("trainedOn=test")]
    [InlineData("as-shipped")]
    public void Remark_TrainedOnTest_NeedsNoAccuracyByEpoch(string reading) =>
        Assert.Contains("90.00 %", Note(reading, [Net(0.9), Net(0.9)]), StringComparison.Ordinal);

    private static double Rising(int epoch, double at) => 0.775 + (epoch / 200.0);

    /// <summary>
    /// A net of that accuracy before pruning, by default a point less after it, and as much without the smallest.
    /// </summary>
    private static Figures Net(double before, Func<int, double, double>? byEpoch = null, double? after = null,
        double? smallest = null, int neverPredicted = 0) =>
        new(before, after ?? before - 0.01, smallest ?? before, neverPredicted, byEpoch ?? ((_, at) => at));

    private static string? Answer(string reading, Figures[] nets, Claim? claim = null) =>
        (claim ?? Claim).ReadingNote!(Made(reading, nets), Claim.Readings.Single(r => r.Id == reading));

    private static string Note(string reading, Figures[] nets) =>
        Claim.Judge(Made(reading, nets), Claim.Readings.Single(r => r.Id == reading)).Notes[0];

    /// <summary>
    /// What the session measures under a reading; where the test images are trained on, no accuracy after single
    /// epochs.
    /// </summary>
    private static Replicate[] Made(string reading, Figures[] nets)
    {
        var choices = Claim.Readings.Single(r => r.Id == reading).Choices;
        return Made(choices["trainedOn"] == "test" ? 0 : int.Parse(choices["epochs"]), nets);
    }

    private static Replicate[] Made(int epochs, Figures[] nets) => [.. nets.Select((net, i) =>
    {
        var values = new Dictionary<string, double>
        {
            ["before.testAccuracy"] = net.Before,
            ["before.neverPredicted"] = net.NeverPredicted,
            ["after.testAccuracy"] = net.After,
            ["after.removed"] = 5558,
            ["after.removedMagnitude"] = 0.25,
            ["five.testAccuracy"] = net.After,
            ["five.removedMagnitude"] = 0.25,
            ["fiveSmallest.testAccuracy"] = net.Smallest,
            ["fiveSmallest.removedMagnitude"] = 0.00001,
        };
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            values[$"before@epoch{epoch}.testAccuracy"] = net.ByEpoch(epoch, net.Before);
        }

        return new Replicate(i + 1, values, Curves.None, Curves.None);
    })];

    private sealed record Figures(double Before, double After, double Smallest, int NeverPredicted, Func<int, double,
        double> ByEpoch);
}
