using MathNet.Numerics.Statistics;

namespace Pruning.Reproductions.Auditing;

/// <summary>Builds the results of claims from their replicates.</summary>
public static class ClaimResults
{
    private const int FaintCurves = 8;

    /// <summary>A claim of the catalogue with all its judged readings.</summary>
    public static ClaimResult Of(Claim claim, IReadOnlyList<(Reading Reading, Run Run)> readings) =>
        Of(Catalogue.DocumentOf(claim), claim, readings);

    /// <summary>A claim of a document with all its judged readings.</summary>
    public static ClaimResult Of(
        IDocument document, Claim claim, IReadOnlyList<(Reading Reading, Run Run)> readings)
    {
        ReadingResult[] results = [.. readings.Select(r => Of(claim, r.Reading, r.Run))];
        var open = claim.Readings.Where(r => !r.Primary && r.Stance == Stance.Unstated).Select(r => r.Id).ToHashSet();
        return new(claim.Id, document.Id, document.Title, claim.Section, claim.Statement, claim.Rule.Kind,
            claim.Published, results)
        {
            UnstatedRun = open.IsSubsetOf(results.Where(r => r.Judgement.Verdict != Verdict.NotRun).Select(r => r.Id)),
            TradeOff = claim.Study.TradeOff is var (x, y) ? new(x, y) : null,
            Words = claim.Words,
            OnTheSpot = claim.IsOnTheSpot,
        };
    }

    /// <summary>
    /// Adds Holm's correction across the primary readings of each document of the catalogue whose claims are all
    /// present; verdicts on times are left out.
    /// </summary>
    public static IReadOnlyList<ClaimResult> AcrossDocuments(IReadOnlyList<ClaimResult> claims) =>
        AcrossDocuments(claims, Catalogue.Documents);

    /// <summary>
    /// Adds Holm's correction across the primary readings of each of the documents whose claims are all present.
    /// </summary>
    public static IReadOnlyList<ClaimResult> AcrossDocuments(
        IReadOnlyList<ClaimResult> claims, IReadOnlyList<IDocument> documents)
    {
        var corrected = claims.ToDictionary(c => c.Id, c => c);
        foreach (var document in claims.GroupBy(c => c.Document)
            .Where(g => g.Count() == documents.SingleOrDefault(d => d.Id == g.Key)?.Claims.Count))
        {
            var family = document.Where(c => !c.OnTheSpot).ToArray();
            var judgements = Rules.HolmAcross.Adjust([.. family.Select(c => c.Primary.Judgement)]);
            for (var i = 0; i < family.Length; i++)
            {
                var judgement = judgements[i];
                corrected[family[i].Id] = family[i] with
                {
                    Readings = [.. family[i].Readings.Select(r => r.Primary ? r with { Judgement = judgement } : r)]
                };
            }
        }

        return [.. claims.Select(c => corrected[c.Id])];
    }

    private static ReadingResult Of(Claim claim, Reading reading, Run all)
    {
        var judgement = claim.Judge(all, reading);
        if (judgement.Verdict == Verdict.NotRun)
        {
            return new(reading.Id, reading.Primary, reading.Choices, reading.InferenceScope.Description, 0,
                Registered: false, [], judgement, new Dictionary<string, MetricSummary>(), [])
            {
                Stance = reading.Stance,
                Most = reading.Registered,
            };
        }

        var run = all.First(judgement.N);
        return new(
            reading.Id,
            reading.Primary,
            reading.Choices,
            reading.InferenceScope.Description,
            run.Replicates.Count,
            run.Registered,
            [.. run.Replicates.Select(r => r.Seed)],
            judgement,
            run.Replicates.SelectMany(r => r.Values.Keys).Distinct().Where(claim.Concerns)
                .ToDictionary(m => m, m =>
                    Summary([.. run.Replicates.Select(r => r.Values.GetValueOrDefault(m, double.NaN))])),
            reading.Primary ? Curves(claim, run) : [])
        {
            Stance = reading.Stance,
            Most = run.Looks[^1],
            Differences = claim.RuleFor(reading).Observe(run.Replicates, run.Reached),
            Tables = TableSummary.Of(claim, reading, run),
        };
    }

    /// <summary>The curves of the replicates that did not diverge; none where all did.</summary>
    private static IReadOnlyList<CurveSummary> Curves(Claim claim, Run run) =>
        [.. run.Replicates[0].Curves.Keys.Where(claim.Concerns)
            .Select(m => (Metric: m, Singles: run.Replicates.Where(r => !r.Diverged && r.Curves[m].All(double.IsFinite))
                .Select(r => r.Curves[m]).ToArray()))
            .Where(c => c.Singles.Length > 0)
            .Select(c => Curve(c.Metric, claim.Study, c.Singles) with { Mark = claim.CurveMark })];

    private static MetricSummary Summary(double[] values)
    {
        var finite = values.Where(double.IsFinite).ToArray();
        return new(
            finite.Length > 0 ? finite.Mean() : null,
            finite.Length > 1 ? finite.StandardDeviation() : null,
            [.. values.Select(v => double.IsFinite(v) ? v : (double?)null)]);
    }

    private static CurveSummary Curve(string metric, Study study, IReadOnlyList<double>[] singles)
    {
        var axis = study.Axis!;
        double[][] points = [.. axis.X.Select((_, i) => singles.Select(s => s[i]).ToArray())];
        return new(
            metric,
            axis.Name,
            study.UnitOfCurve(metric) ?? axis.Unit,
            axis.X,
            [.. points.Select(p => p.Mean())],
            [.. points.Select(p => p.Quantile(0.05))],
            [.. points.Select(p => p.Quantile(0.95))],
            [.. singles.Take(FaintCurves)]);
    }
}
