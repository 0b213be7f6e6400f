using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;
using Xunit;

namespace Pruning.Tests.Reproductions.Studies;

public sealed class CanonicalTests
{
    [Fact]
    public void Text_Records_AreTheirNamesAndSettableProperties()
    {
        Assert.Equal("Init{Scheme=Glorot,Stream=\"init\"}", Canonical.Text(Init.Glorot()));
        Assert.Equal("[Linear{Bias=True,Inputs=3,Name=\"a\",Outputs=2},Relu{}]",
            Canonical.Text(new Architecture(new Linear("a", 3, 2), new Relu())));
        Assert.Equal("[1,0.1,\"x\",null]", Canonical.Text(new object?[] { 1, 0.1, "x", null }));
    }

    [Fact]
    public void Text_NullProperty_IsLeftOut() =>
        Assert.DoesNotContain("StopAfterSteps", Canonical.Text(new TrainingPlan(new Sgd(0.1), 1, 1)));

    [Fact]
    public void Text_FrozenLayers_AreInItUnlessThereAreNone()
    {
        var plan = new TrainingPlan(new Sgd(0.1), 1, 1);
        Assert.DoesNotContain("Frozen", Canonical.Text(plan));
        Assert.Equal(Canonical.Text(plan), Canonical.Text(plan with { Frozen = [] }));
        Assert.Contains(",Frozen=[\"a\",\"b\"],", Canonical.Text(plan with { Frozen = ["a", "b"] }));
    }

    [Fact]
    public void Text_Delegate_IsRefused() =>
        Assert.Throws<ArgumentException>(() =>
            Canonical.Text(new TrainingPlan(new Sgd(0.1), 1, 1) { AfterEpoch = _ => { } }));

    // The hashes that kept nets and ledgers are found by: one that moves makes every earlier one useless, so it must be
    // meant.
    [Theory]
    [InlineData("dynamic/penguins", "cd005051e8f12317")]
    [InlineData("weight-vs-unit/mnist", "7f2d2d7bca00cf93")]
    [InlineData("l1-filters/mnist", "62803381029c21a9")]
    [InlineData("l1-filters/iris", "f192304edce788d2")]
    [InlineData("l1-filters/single-layer", "7188f236e8da261c")]
    [InlineData("sensitivity/fashion-mnist", "a5bd9ae63f305c58")]
    public void Hash_PrimaryReading_IsPinned(string study, string hash)
    {
        var found = Catalogue.Claims.Select(c => c.Study).First(s => s.Id == study);
        Assert.Equal(hash, found.HashOf(found.Primary));
    }
}
