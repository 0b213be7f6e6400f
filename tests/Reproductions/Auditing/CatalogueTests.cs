using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing;

public sealed class CatalogueTests
{
    [Fact]
    public void Claims_Ids_AreUniqueAndBeginWithTheirDocument()
    {
        Assert.Equal(Catalogue.Claims.Count(), Catalogue.Claims.Select(c => c.Id).Distinct().Count());
        Assert.Equal(Catalogue.Documents.Count, Catalogue.Documents.Select(d => d.Id).Distinct().Count());
        Assert.All(Catalogue.Claims, c => Assert.Matches("^[a-z0-9-]+/[a-z0-9.-]+$", c.Id));
        Assert.All(Catalogue.Documents, d => Assert.All(d.Claims, c => Assert.Same(d, Catalogue.DocumentOf(c))));
    }

    [Fact]
    public void Claims_Words_AreThere() => Assert.All(Catalogue.Claims, c =>
    {
        Assert.False(string.IsNullOrWhiteSpace(c.Statement));
        Assert.False(string.IsNullOrWhiteSpace(c.Section));
        Assert.NotNull(c.Published.Unit);
        Assert.NotEmpty(c.Arms);
        Assert.All(c.Rule.Quantities, q => Assert.False(string.IsNullOrWhiteSpace(q.Name)));
        Assert.All(c.Study.Choices, choice => Assert.False(string.IsNullOrWhiteSpace(choice.Meaning)));
    });

    [Fact]
    public void Claims_Readings_HaveDistinctNamesAndProtocols() =>
        Assert.All(Catalogue.Claims.Select(c => c.Study).Distinct(), e =>
    {
        Assert.Equal(e.Readings.Count, e.Readings.Select(r => r.Id).Distinct().Count());
        Assert.Equal(e.Readings.Count, e.Readings.Select(r => r.Protocol).Distinct().Count());
        Assert.InRange(e.Replicates.Short, 1, e.Replicates.Most);
        Assert.All(e.Readings, r => Assert.False(string.IsNullOrWhiteSpace(r.InferenceScope.Description)));
    });

    [Theory]
    [InlineData("*", true)]
    [InlineData("dynamic/*", true)]
    [InlineData("dynamic/penguins-row?", true)]
    [InlineData("nothing, dynamic/penguins-rows", true)]
    [InlineData("dynamic/penguins-row", false)]
    [InlineData("DYNAMIC/PENGUINS-ROWS", false)]
    [InlineData("dynamic.penguins-rows", false)]
    [InlineData("dynamic/[a-z-]*", false)]
    [InlineData("", false)]
    [InlineData(",", false)]
    public void Find_Pattern_MatchesWholeIds(string globs, bool found) =>
        Assert.Equal(found, Catalogue.Find(globs).Any(c => c.Id == "dynamic/penguins-rows"));

    [Fact]
    public void Find_OverlappingPatterns_NameAClaimOnce() =>
        Assert.Single(Catalogue.Find("dynamic/penguins-rows,*-rows,dynamic/penguins-rows"));

    [Theory]
    [InlineData("dynamic/penguins-rws", "dynamic/penguins-rows")]
    [InlineData("penguins-lotery-improves", "dynamic/penguins-lottery-improves")]
    [InlineData("dynamic/penguin-order", "dynamic/penguins-order")]
    public void Nearest_Misspelt_IsTheOneMeant(string text, string meant) =>
        Assert.Equal(meant, Catalogue.Nearest(text)[0]);
}
