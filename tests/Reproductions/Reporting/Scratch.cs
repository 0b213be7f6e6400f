using Pruning.Reproductions.Reporting;
namespace Pruning.Tests.Reproductions.Reporting;
public sealed class Scratch
{
    [Xunit.Fact]
    public void Sample_Written() => ReportWriter.Write(SampleAudit.Penguins(), "/tmp/report-work/sample");
}
