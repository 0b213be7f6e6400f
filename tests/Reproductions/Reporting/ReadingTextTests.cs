using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting;

public sealed class ReadingTextTests
{
    [Fact]
    public void Agreement_TwoOfThreeReadings_CountsThePrimaryOne()
    {
        var claim = SampleAudit.Single("a/b", SampleAudit.Bare("direction", Verdict.Contradicted));
        ReadingResult Other(Verdict verdict) =>
            claim.Primary with { Primary = false, Judgement = SampleAudit.Bare("direction", verdict) };
        claim = claim with { Readings = [claim.Primary, Other(Verdict.Contradicted), Other(Verdict.Reproduced)] };
        Assert.Equal("2 of 3", ReadingText.Agreement(claim));
    }
}
