using System.Xml.Linq;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Reporting.Sections;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting.Sections;

public sealed class WordsSectionTests
{
    private static readonly TextTable Table = new("What <they> say", "Item", ["code", "da|ta"], ["a", "b"],
        [new("✓", "Opening"), new("–"), new("partly", "Data (no <split>)"), new("–", "nowhere")]);

    [Fact]
    public void Html_Table_HasEveryCellUnderItsHeads()
    {
        var table = XElement.Parse($"<div>{Html(Table)}</div>", LoadOptions.PreserveWhitespace)
            .Descendants("table").Single();
        Assert.Equal("What <they> say", table.Element("caption")!.Value);
        Assert.Equal(
            [["Item", "a", "b"], ["code", "✓ Opening", "–"], ["da|ta", "partly Data (no <split>)", "– nowhere"]],
            table.Descendants("tr").Select(r => r.Elements().Select(c => c.Value).ToArray()));
    }

    [Fact]
    public void Markdown_Table_IsTheSame() => Assert.Equal(
        """
        What \<they\> say

        | Item | a | b |
        | --- | --- | --- |
        | code | ✓ · Opening | – |
        | da\|ta | partly · Data (no \<split\>) | – · nowhere |

        """.ReplaceLineEndings("\n"), new WordsSection().Markdown(With(Table)));

    [Fact]
    public void Section_ClaimWithoutWords_IsEmpty()
    {
        Assert.Empty(Html(null));
        Assert.Empty(new WordsSection().Markdown(With(null)));
    }

    [Fact]
    public void Json_Words_ComeBackTheSame()
    {
        var back = AuditJson.Parse(AuditJson.Serialize(Audit(Table))).Claims.Single().Words!;
        Assert.Equal((Table.Caption, Table.RowsAre), (back.Caption, back.RowsAre));
        Assert.Equal(Table.Rows, back.Rows);
        Assert.Equal(Table.Columns, back.Columns);
        Assert.Equal(Table.Cells, back.Cells);
        Assert.Null(AuditJson.Parse(AuditJson.Serialize(Audit(null))).Claims.Single().Words);
    }

    [Fact]
    public void Table_CellsThatDoNotFillIt_AreRefused() => Assert.Contains("3 cells do not fill 2 rows of 2 columns",
        Assert.Throws<ArgumentException>(() => new TextTable("t", "r", ["1", "2"], ["a", "b"],
            [new("x"), new("y"), new("z")])).Message, StringComparison.Ordinal);

    private static string Html(TextTable? words) =>
        new WordsSection().Html(With(words), new PageContext(Audit(words))).ToString();

    private static AuditResult Audit(TextTable? words) => new(new Dictionary<string, string>(), [With(words)]);

    private static ClaimResult With(TextTable? words) =>
        SampleAudit.Single("a/b", SampleAudit.Bare("direction", Verdict.Inconclusive, 1)) with { Words = words };
}
