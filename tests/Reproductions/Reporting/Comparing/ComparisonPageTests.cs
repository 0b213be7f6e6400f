using System.Globalization;
using System.Xml.Linq;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Reporting.Comparing;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting.Comparing;

public sealed class ComparisonPageTests
{
    private const string Nasty = "<script>alert('x')</script> & \"quoted\" ]]>";

    [Fact]
    public void Render_AMovedClaim_ShowsBothVerdictsOnOneAxis()
    {
        var page = Render(
            [Claim("a/b", Verdict.Reproduced, 1, 0.5, 2)], [Claim("a/b", Verdict.Contradicted, -1, -2, 0)]);
        var row = Assert.Single(page.Descendants("tr"), r => r.Attribute("data-id")?.Value == "a/b");
        Assert.Equal("moved", row.Attribute("data-verdict")!.Value);
        Assert.Contains("reproduced", row.Value);
        Assert.Contains("contradicted", row.Value);

        var intervals = page.Descendants("line").Where(l => l.Attribute("class")?.Value == "interval").ToList();
        Assert.Equal(2, intervals.Count);
        // From 0.5 to 2 then, from −2 to 0 now: on one axis now's is 4/3 as long, and ends 1/3 of then's before it.
        var (then, now) = (Ends(intervals[0]), Ends(intervals[1]));
        Assert.Equal((then.High - then.Low) * 4 / 3, now.High - now.Low, 0.1);
        Assert.Equal((then.High - then.Low) / 3, then.Low - now.High, 0.1);
        Assert.Contains("The estimate moved by −2.0000 nats.", page.Value);
    }

    [Fact]
    public void Render_ClaimsOfOneAuditAlone_AreToldAsNewAndGone()
    {
        var page = Render([Claim("a/old", Verdict.Reproduced, 1, 0, 2)], [Claim("a/new", Verdict.Measured, 1, 0, 2)]);
        Assert.Equal([("a/new", "new"), ("a/old", "gone")], page.Descendants("tr")
            .Where(r => r.Attribute("data-id") is not null)
            .Select(r => (r.Attribute("data-id")!.Value, r.Attribute("data-verdict")!.Value)));
        Assert.DoesNotContain(page.Descendants("line"), l => l.Attribute("class")?.Value == "interval");
    }

    [Fact]
    public void Render_OtherUnits_SharesNoAxis()
    {
        var other = Claim("a/b", Verdict.Reproduced, 1, 0, 2) with { Published = Published.Nothing("fraction") };
        var page = Render([Claim("a/b", Verdict.Reproduced, 1, 0, 2)], [other]);
        Assert.DoesNotContain(page.Descendants("line"), l => l.Attribute("class")?.Value == "interval");
        Assert.Contains("other units: nats then, fraction now", page.Value);
    }

    [Fact]
    public void Render_AReadingThatTurned_IsNamed()
    {
        static ClaimResult With(Verdict verdict)
        {
            var claim = Claim("a/b", Verdict.Inconclusive, 1, 0, 2);
            var other = SampleAudit.Reading("init=fresh", new Dictionary<string, string> { ["init"] = "fresh" },
                SampleAudit.Bare("direction", verdict, 8), []);
            return claim with { Readings = [claim.Primary, other] };
        }

        Assert.Contains("Reading init = fresh: reproduced then, contradicted now.",
            Render([With(Verdict.Reproduced)], [With(Verdict.Contradicted)]).Value);
    }

    [Fact]
    public void Render_MarkupInTexts_StaysText()
    {
        var claim = Claim(Nasty, Verdict.Reproduced, 1, 0, 2) with { Statement = Nasty, DocumentTitle = Nasty };
        var page = Render([claim], [claim, Claim("a/b", Verdict.NotRun, 1, 0, 2)]);
        Assert.Single(page.Descendants("script"));
        Assert.Contains(page.Descendants("h2"), h => h.Value == Nasty);
        var ids = page.Descendants().Attributes("id").Select(a => a.Value).ToList();
        Assert.Distinct(ids);
        Assert.All(page.Descendants().Attributes("href"), a => Assert.Contains(a.Value[1..], ids));
    }

    private static XElement Render(IReadOnlyList<ClaimResult> then, IReadOnlyList<ClaimResult> now)
    {
        var text = ComparisonPage.Render(
            ($"{Nasty}/audit.json", new(new Dictionary<string, string> { ["numerics"] = "exact-1" }, then)),
            ("now/audit.json", new(new Dictionary<string, string> { ["numerics"] = Nasty }, now)));
        return XDocument.Parse(text).Root!;
    }

    private static ClaimResult Claim(string id, Verdict verdict, double estimate, double lower, double upper) =>
        SampleAudit.Single(id, SampleAudit.Bare("direction", verdict, 8) with
        {
            Estimate = estimate,
            Lower = lower,
            Upper = upper,
        });

    private static (double Low, double High) Ends(XElement line)
    {
        return (Of("x1"), Of("x2"));

        double Of(string end) =>
            double.Parse(line.Attribute(end)!.Value.TrimEnd('%'), CultureInfo.InvariantCulture);
    }
}
