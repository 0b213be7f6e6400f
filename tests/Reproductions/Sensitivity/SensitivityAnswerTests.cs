using Pruning.Reproductions.Auditing;
using Pruning.Tests.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Sensitivity;

/// <summary>What some readings on sensitivity answer, and what is said beside the verdict, from figures said beforehand.</summary>
public sealed class SensitivityAnswerTests
{
    private static readonly Claim Claim = Catalogue.Claims.Single(c => c.Id == "sensitivity/smallest-tenth-harmless");

    [Theory]
    [InlineData("trainedOn=test")]
    [InlineData("as-shipped")]
    public void Answer_TrainedOnTest_SaysThatTheImagesAreTheSameAndHowManyNetsAreStuck(string reading)
    {
        var answer = Judge(reading, 0, 0.10, 0.1499, 0.15, 0.90).Answer!;
        Assert.Contains("trained on the very images they are measured on", answer, StringComparison.Ordinal);
        Assert.Contains("no test accuracy", answer, StringComparison.Ordinal);
        Assert.Contains("ReLU and softmax", answer, StringComparison.Ordinal);
        Assert.Contains("2 of 4 nets end near chance", answer, StringComparison.Ordinal);
        Assert.Contains("from 10.0 to 90.0 %", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_LongerTraining_TellsHowFarTheAccuracyStillMoves()
    {
        // After five epochs 0.80 and 0.01 more after ten, in every replicate: the interval is that point.
        Assert.Contains("From 5 epochs to 10 the accuracy before pruning moves by +1.00 pp [+1.00, +1.00]", Judge("epochs=10", 10, 0.81, 0.81, 0.81, 0.81, 0.81).Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_EveryOtherReading_IsNone() => Assert.All(
        Claim.Readings.Where(r => r.Id is not ("trainedOn=test" or "as-shipped" or "epochs=10")),
        r => Assert.Null(Judge(r.Id, 5, 0.9, 0.9, 0.9).Answer));

    [Fact]
    public void Remark_Primary_TellsHowManyGoAndTheAccuracyAfterEveryEpoch()
    {
        var remark = Judge("primary", 5, 0.89, 0.91).Notes[0];
        Assert.StartsWith("5,558 weights go; right before 90.00 %, after 89.00 % of the test images.", remark);
        Assert.Contains("78.0, 78.5, 79.0, 79.5, 80.0 %", remark, StringComparison.Ordinal);
    }

    [Fact]
    public void Remark_TrainedOnTest_KnowsNoEpochs() => Assert.EndsWith("of the test images.", Judge("as-shipped", 0, 0.9, 0.9).Notes[0]);

    [Fact]
    public void Judge_ShortRunUnderThePrimaryReading_NeedsNoMoreThanTheShortRunMeasures()
    {
        // The expected file's short run trains for fewer epochs, and is judged as the primary reading is.
        var epochs = int.Parse(Claim.Experiment.Check.Choices["epochs"]);
        Assert.Equal(1, epochs);
        Assert.Equal(2, Judge("primary", epochs, 0.9, 0.9).N);
    }

    /// <summary>Replicates of that accuracy before and a point less after; after e epochs it was 77.5 % + e/2 %.</summary>
    private static Judgement Judge(string reading, int epochs, params double[] before) => Claim.Judge(
        [.. before.Select((accuracy, i) =>
        {
            var values = new Dictionary<string, double> { ["before.testAccuracy"] = accuracy, ["after.testAccuracy"] = accuracy - 0.01, ["after.removed"] = 5558 };
            for (var epoch = 1; epoch <= epochs; epoch++)
            {
                values[$"before@epoch{epoch}.testAccuracy"] = epoch == 10 ? 0.81 : 0.775 + (epoch / 200.0);
            }

            return new Replicate(i + 1, values, Curves.None, Curves.None);
        })],
        Claim.Readings.Single(r => r.Id == reading));
}
