using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting;

public sealed class FigureTextTests
{
    private static readonly Judgement Dynamic = SampleAudit.Bare("direction", Verdict.Contradicted, 256) with
    {
        Estimate = -0.01774,
        Lower = -0.02104,
        Upper = -0.01436,
    };

    [Theory]
    [InlineData("0.4289", 0.041, "0.4289 (+0.0410)")]
    [InlineData("0.4289 (+0.0410)", 0.041, "0.4289 (+0.0410)")]
    [InlineData(null, 0.041, "+0.0410 nats")]
    [InlineData("0.4289", null, "0.4289")]
    [InlineData(null, null, "–")]
    public void Published_TextAndEffect_AreShownOnce(string? text, double? effect, string expected) =>
        Assert.Equal(
            expected, FigureText.Published(SampleAudit.Single("a/b", Dynamic, new(null, effect, "nats", text))));
}
