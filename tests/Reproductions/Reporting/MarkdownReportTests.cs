using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting;

public sealed class MarkdownReportTests
{
    [Fact]
    public void Render_Sample_HasARowAndAFindingForEveryClaim()
    {
        var audit = SampleAudit.Penguins();
        var text = MarkdownReport.Render(audit);
        Assert.All(audit.Claims, c => Assert.Contains($"| `{c.Id}` |", text));
        Assert.All(audit.Claims, c => Assert.Contains($"### `{c.Id}`", text));
        Assert.DoesNotContain("NaN", text);
    }
}
