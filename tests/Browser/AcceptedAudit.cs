using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Expectations;
using Pruning.Reproductions.Studies;
using Pruning.Tests.Reproductions.Reporting;

namespace Pruning.Tests.Browser;

/// <summary>
/// An audit of all claims that have an accepted verdict, judged anew from the accepted values by seed; no net is
/// trained. What <c>expected/</c> does not keep, curves and tables, is made up.
/// </summary>
internal static class AcceptedAudit
{
    private static readonly Lazy<AuditResult> Once = new(() => new(
        new Dictionary<string, string> { ["time"] = "2026-01-31T12:00:00Z", ["numerics"] = "exact-1" },
        [.. Catalogue.Documents.SelectMany(Document), SampleTables.Claim(), Points(), .. SampleTiers.Audit().Claims]));

    /// <summary>The audit.</summary>
    public static AuditResult Result => Once.Value;

    /// <summary>
    /// The same with one claim for each kind and each verdict, and those with tables: all that a page can show, on a
    /// page of fewer elements.
    /// </summary>
    public static AuditResult Short => Result with
    {
        Claims = [.. Result.Claims.DistinctBy(c => c.Kind)
            .Union(Result.Claims.DistinctBy(c => c.Verdict))
            .Union(Result.Claims.Where(c => c.Primary.Tables.Count > 0))],
    };

    /// <summary>The accepted values of a claim; null: it has none.</summary>
    public static AuditPart? PartOf(string claim) =>
        ExpectedFile.Read(ExpectedFolder.Find().PathOf(claim))?.Audit;

    private static IEnumerable<ClaimResult> Document(IDocument document)
    {
        var accepted = document.Claims.Select(claim => (Claim: claim, Audit: PartOf(claim.Id)))
            .Where(c => c.Audit is not null).ToList();
        return HolmAcross.Adjust([.. accepted.Select(c => Recomputation.Of(c.Claim, c.Audit!))])
            .Zip(accepted, (judgement, c) => Claim(document, c.Claim, c.Audit!, judgement));
    }

    private static ClaimResult Claim(IDocument document, Claim claim, AuditPart audit, Judgement primary)
    {
        var others = audit.Unstated.Select(u =>
        {
            var reading = claim.Readings.Single(r => r.Id == u.Reading);
            return Reading(reading, u.Differences,
                claim.RuleFor(reading).Judge(u.Differences, reading.InferenceScope, reading.Looks), []);
        });
        var curves = primary.Presentation.Interval is null ? [] : SampleAudit.Penguins().Claims[5].Primary.Curves;
        return new(claim.Id, document.Id, document.Title, claim.Section, claim.Statement, claim.Rule.Kind,
            claim.Published, [Reading(claim.Readings[0], audit.Differences, primary, curves), .. others])
        {
            Words = claim.Words,
        };
    }

    private static ReadingResult Reading(
        Reading reading, Differences runs, Judgement judgement, IReadOnlyList<CurveSummary> curves) =>
        SampleAudit.Reading(reading.Id, reading.Choices, judgement, curves) with
        {
            N = runs.Seeds.Count,
            Seeds = runs.Seeds,
            Differences = runs,
            Stance = reading.Stance,
            Most = reading.Registered,
        };

    private static ClaimResult Points() => SampleTables.Showing(new TableSummary(
        "arm.saliency", "map", "coordinate", [.. Enumerable.Range(0, 24).Select(i => $"layer {i % 3} map{i}")],
        ["oracle", "criterion"], [.. Enumerable.Range(1, 48).Select(i => Math.Pow(i, 1 + (i % 2)))], 1, 101)
    {
        View = TableView.Scatter,
    });
}
