using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Expectations;
using Xunit;

namespace Pruning.Tests.Reproductions.Expectations;

public sealed class WordTablesTests
{
    [Fact]
    public void Pages_TablesOfWords_AreInStepWithTheClaims()
    {
        var pages = WordTables.Render(ExpectedFolder.Find());
        Assert.Equal(1 + Catalogue.Claims.Count(c => c.Words is not null), pages.Count);
        Assert.All(pages, page => Assert.Equal(page.Value, File.ReadAllText(page.Key)));
    }

    [Fact]
    public void Update_PageWithoutMarks_SaysWhatToAdd() => Assert.Equal(
        "a.md has no place for its table: add the lines '<!-- x -->' and '<!-- /x -->'.",
        Assert.Throws<AuditException>(() => MarkedTable.Update("a.md", "text", "<!-- x -->", "<!-- /x -->", "| |"))
            .Message);

    [Fact]
    public void Update_OldTable_IsReplacedAndTheRestKept() => Assert.Equal(
        "before\n<!-- x -->\n\nnew\n\n<!-- /x -->\nafter\n",
        MarkedTable.Update("a.md", "before\n<!-- x -->\nold\n<!-- /x -->\nafter\n", "<!-- x -->", "<!-- /x -->",
            "new\n"));
}
