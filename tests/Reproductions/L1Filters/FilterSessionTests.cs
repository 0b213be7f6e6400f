using Pruning.Reproductions.Auditing;
using Xunit;
using static TorchSharp.torch;

namespace Pruning.Tests.Reproductions.L1Filters;

/// <summary>The session's arms on nets that were not trained at all: how they come about needs no training.</summary>
public sealed class FilterSessionTests : IClassFixture<FilterSessionTests.Opened>
{
    private readonly Replicate inherited;
    private readonly Replicate fresh;
    private readonly Replicate otherNorm;

    public FilterSessionTests(Opened opened) => (inherited, fresh, otherNorm) = (opened.Inherited, opened.Fresh, opened.OtherNorm);

    [Fact]
    public void Run_NoEpochs_RetrainingChangesNoImage() => Assert.All(
        [inherited, fresh, otherNorm],
        r => Assert.Equal(r.Examples["beforeRetraining.testAccuracy"], r.Examples["pruned.testAccuracy"]));

    [Fact]
    public void Run_EveryArm_IsMeasuredOnTenThousandImages() => Assert.All(inherited.Examples, e =>
    {
        Assert.Equal(10_000, e.Value.Count);
        Assert.Equal(e.Value.Average(), inherited.Values[e.Key], 1e-12);
    });

    [Fact]
    public void Run_FreshOrOtherNorm_SharesTheBaseline() => Assert.All(
        [fresh, otherNorm],
        r => Assert.Equal(inherited.Examples["baseline.testAccuracy"], r.Examples["baseline.testAccuracy"]));

    [Fact]
    public void Run_Fresh_IsAnotherNetThanTheInherited() =>
        Assert.NotEqual(inherited.Examples["beforeRetraining.testAccuracy"], fresh.Examples["beforeRetraining.testAccuracy"]);

    [Fact]
    public void Run_ReadingsOtherThanPrimary_LeaveControlsAndSuggestionsOut() => Assert.All(
        [inherited, fresh, otherNorm],
        r => Assert.Equal(["baseline", "beforeRetraining", "pruned"], r.Values.Keys.Select(k => k.Split('.')[0]).Distinct()));

    /// <summary>One seed under three readings of one session.</summary>
    public sealed class Opened
    {
        public Opened()
        {
            var experiment = Catalogue.Claims.Single(c => c.Id == "l1-filters/same-accuracy").Experiment;
            using var session = experiment.Open(CPU);
            Inherited = Run(("net", "inherited"));
            Fresh = Run(("net", "fresh"));
            OtherNorm = Run(("score", "l2"));

            Replicate Run((string Key, string Value) change)
            {
                var choices = new Dictionary<string, string>(experiment.Primary.Choices) { ["baselineEpochs"] = "0", ["epochs"] = "0", [change.Key] = change.Value };
                var reading = experiment.Primary with { Id = Reading.IdOf(choices), Choices = choices, Protocol = Reading.Canonical(choices) };
                return session.Run(reading, [1], _ => { }, CancellationToken.None).Single();
            }
        }

        public Replicate Inherited { get; }

        public Replicate Fresh { get; }

        public Replicate OtherNorm { get; }
    }
}
