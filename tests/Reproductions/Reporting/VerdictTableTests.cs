using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting;

public sealed class VerdictTableTests
{
    private static readonly Judgement Dynamic = SampleAudit.Bare("direction", Verdict.Contradicted, 256) with
    {
        Estimate = -0.01774,
        Lower = -0.02104,
        Upper = -0.01436,
    };

    [Fact]
    public void RowOf_LongStatement_IsCutAtAWord()
    {
        var row = VerdictTable.RowOf(
            SampleAudit.Single("a/b", Dynamic, statement: string.Concat(Enumerable.Repeat("statement ", 20))));
        Assert.EndsWith("statement…", row.Statement);
        Assert.InRange(row.Statement.Length, 60, 96);
    }

    [Fact]
    public void Markdown_BarsAndStars_StayText()
    {
        var table = VerdictTable.Markdown(
            [VerdictTable.RowOf(SampleAudit.Single("a/b", Dynamic, statement: "x | y *z*\nw <b>"))]);
        Assert.Contains(
            "| `a/b` | x \\| y \\*z\\* w \\<b\\> | – | −0.0177 [−0.0210, −0.0144] nats | 256 | **contradicted** | "
            + "1 of 1 |",
            table);
    }
}
