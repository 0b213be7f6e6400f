using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Pruning.Reproductions.Studies.Measuring;
using Xunit;

namespace Pruning.Tests.Reproductions.Studies;

/// <summary>Data sets that are not on this machine.</summary>
public sealed class MissingDataTests
{
    [Theory]
    [InlineData("primary", null)]
    [InlineData("examples=own", "No own examples.")]
    [InlineData("start=pretrained", "No source of the source. No source.")]
    [InlineData("start=pretrained-here", null)]
    public void Missing_OfAReading_NamesWhatItsArmsNeed(string id, string? missing)
    {
        var study = new Study<Design>("small/study", new())
        {
            Factors =
            [
                new("examples", Stance.Unstated, "which", ("small", d => d), ("own", d => d with { Own = true })),
                new("start", Stance.Unstated, "from what", ("fresh", d => d),
                    ("pretrained", d => d with { From = "elsewhere" }),
                    ("pretrained-here", d => d with { From = "here" })),
            ],
            Replicates = new(4, 2, 2),
        };
        Assert.Equal(missing, study.Missing(study.Readings.Single(r => r.Id == id)));
    }

    private sealed record Design : IStudyDesign
    {
        public bool Own { get; init; }

        public string From { get; init; } = "";

        public StudyPlan Plan(bool whole)
        {
            var data = Own ? Set("own", "No own examples.") : Set("small", null);
            var plan = new StudyPlan(data);
            var first = Arm.Start(Set("first", "No source of the source."), SmallStudy.Net, Init.FanIn());
            var second = Arm.Pretrained(Set("second", "No source."), first, 1).Train(SmallStudy.Training(1));
            var start = From switch
            {
                "elsewhere" => plan.Pretrained(second, 2),
                "here" => plan.Pretrained(plan.Start(SmallStudy.Net, Init.FanIn()), 2),
                _ => plan.Start(SmallStudy.Net, Init.FanIn()),
            };
            return plan.Measure("trained", start.Train(SmallStudy.Training(1)), Measure.TestAccuracy);
        }

        private static StudyData Set(string id, string? missing) =>
            SmallStudy.Data with { Id = id, Missing = () => missing };
    }
}
