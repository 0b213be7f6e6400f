using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Studies;
using Pruning.Tests.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing;

public sealed class DocumentCheckTests
{
    private static readonly Study Small = SmallStudy.Of();

    [Fact]
    public void Documents_OfTheProject_HaveNoMistake()
    {
        Assert.Empty(DocumentCheck.Of(Catalogue.Documents));
        Assert.Empty(Catalogue.Claims.SelectMany(DocumentCheck.Metrics));
    }

    [Fact]
    public void Of_IdsUsedTwice_NamesThem()
    {
        var problems = DocumentCheck.Of([new Made("a", Claim("a/x"), Claim("a/x")), new Made("a")]);
        Assert.Contains(problems, p => p.Contains("Two documents are called 'a'", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("Two claims are called 'a/x'", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_ClaimOutsideItsDocument_SaysHowItMustBegin() =>
        Assert.Contains("must begin with 'a/'", DocumentCheck.Of([new Made("a", Claim("b/x"))]).Single());

    [Fact]
    public void Of_TwoStudiesOfOneId_AreRefused() => Assert.Contains(
        "Two studies are called 'small/study'",
        DocumentCheck.Of([new Made("a", Claim("a/x"), Claim("a/y") with { Study = SmallStudy.Of() })]).Single());

    [Fact]
    public void Of_NoReplicates_AreRefused() => Assert.Contains(
        "each must be at least 1",
        DocumentCheck.Of([new Made("a", Claim("a/x") with
        {
            Study = new Study<SmallStudy>("small/none", new())
            {
                Replicates = new(0, 4, 1),
                Axis = CurveAxis.Pruned([0, 50, 75]),
            },
        })]).Single());

    [Fact]
    public void Of_FactorTwiceOrWithAnUnknownValue_NamesStudyAndFactor()
    {
        var factor = new Factor<SmallStudy>("epochs", Stance.Unstated, "how long", [3, 5],
            (s, n) => s with { Epochs = n });
        var twice = DocumentCheck.Of([new Made("a", Claim("a/x") with { Study = SmallStudy.Of(factor, factor) })]);
        Assert.Contains(twice, p => p.Contains("'small/study' has two factors called 'epochs'",
            StringComparison.Ordinal));
        var study = new Study<SmallStudy>("small/study", new())
        {
            Axis = CurveAxis.Pruned([0, 50, 75]),
            Factors = [factor],
            Combinations = [("odd", new Dictionary<string, string> { ["epochs"] = "-1" })],
            Replicates = new(1, 1, 1),
        };
        Assert.Contains(
            "The factor 'epochs' has no value '-1'",
                DocumentCheck.Of([new Made("a", Claim("a/x") with { Study = study })]).Single());
    }

    [Fact]
    public void Of_EffectStatedDifferentlyToTheRule_IsRefused() => Assert.Contains(
        "the published effect is 0.2",
        DocumentCheck.Of([new Made("a", Claim("a/x") with { Published = new(null, 0.2, "fraction") })]).Single());

    [Theory]
    [InlineData("pruned", true)]
    [InlineData("other", false)]
    public void Of_PartWithAnotherPublishedEffect_IsRefusedIfItsQuantityIsTheCores(string rival, bool refused)
    {
        DirectionRule Part(string than, double effect) =>
            new(Quantity.Difference("trained.testAccuracy", $"{than}.testAccuracy"), effect);
        var claim = Claim("a/x") with { Rule = new CompositeRule([Part("pruned", 0.1), Part(rival, 0.3)]) };
        Assert.Equal(refused, DocumentCheck.Of([new Made("a", claim)]).Any(p =>
            p.Contains("its rule (direction) is given 0.3", StringComparison.Ordinal)));
    }

    [Fact]
    public void Metrics_NothingMeasures_NamesTheNearest()
    {
        var claim = Claim("a/x") with { Rule = new BoundRule(Quantity.Metric("trained.testAcuracy"), 1) };
        var problem = DocumentCheck.Metrics(claim).Single();
        Assert.Contains("no arm of the study 'small/study' measures 'trained.testAcuracy'", problem);
        Assert.Contains("trained.testAccuracy", problem);
    }

    [Fact]
    public void Audit_MetricThatNothingMeasures_EndsBeforeAnythingIsTrained()
    {
        using var place = new Workplace();
        var claim = Claim("dynamic/x") with { Rule = new BoundRule(Quantity.Metric("trained.testAcuracy"), 1) };
        Assert.Throws<AuditException>(() => place.Audit(new() { Claims = [claim] }));
    }

    private static Claim Claim(string id) => new(
        id, "Results", "An invented claim", new(null, 0.1, "fraction"), Small,
        new DirectionRule(Quantity.Difference("trained.testAccuracy", "pruned.testAccuracy"), 0.1));

    private sealed class Made(string id, params IReadOnlyList<Claim> claims) : IDocument
    {
        public string Id => id;

        public string Title => "Made";

        public IReadOnlyList<Claim> Claims => claims;
    }
}
