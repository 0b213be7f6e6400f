using System.Reflection;
using Pruning.Reproductions.Studies.Steps;

namespace Pruning.Reproductions.Auditing;

/// <summary>
/// Finds mistakes in documents that can be seen before anything is run: of ids, names, numbers and metrics.
/// </summary>
public static class DocumentCheck
{
    private const double Tolerance = 1e-9;

    /// <summary>Checks all documents together.</summary>
    /// <returns>One sentence a mistake; none: there is nothing to mend.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<IDocument> documents)
    {
        var claims = documents.SelectMany(d => d.Claims).ToList();
        return
        [
            .. Repeated(documents.Select(d => d.Id)).Select(id =>
                $"Two documents are called '{id}'; give one another id."),
            .. Repeated(claims.Select(c => c.Id)).Select(id => $"Two claims are called '{id}'; give one another id."),
            .. Repeated(claims.Select(c => c.Study).Distinct().Select(s => s.Id))
                .Select(id =>
                    $"Two studies are called '{id}'; give one another id, since the ledger finds runs by it."),
            .. documents.SelectMany(d => d.Claims
                .Where(c => !c.Id.StartsWith(d.Id + "/", StringComparison.Ordinal))
                .Select(c => $"The claim '{c.Id}' is of the document '{d.Id}', so its id must begin with '{d.Id}/'.")),
            .. documents.SelectMany(d => d.GetType().GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic)
                .Where(t => typeof(IStudyDesign).IsAssignableFrom(t) || typeof(Step).IsAssignableFrom(t))
                .Select(t => $"The document '{d.Id}' holds the type {t.Name}; give it a file of its own, since code "
                    + "inside a document's class is not part of the science version.")),
            .. claims.Select(c => c.Study).Distinct().SelectMany(Study),
            .. claims.SelectMany(Effect),
        ];
    }

    /// <summary>Checks that a claim's rule rests on metrics that its study measures, under every reading.</summary>
    /// <returns>One sentence a missing metric.</returns>
    public static IReadOnlyList<string> Metrics(Claim claim)
    {
        var problems = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var reading in claim.Readings)
        {
            if (claim.Study.MetricsOf(reading) is { Count: > 0 } measured)
            {
                var values = measured.ToDictionary(m => m, _ => 0.5);
                var replicate = new Replicate(1, values, new Dictionary<string, IReadOnlyList<double>>(),
                    new Dictionary<string, IReadOnlyList<double>>());
                problems.UnionWith(claim.RuleFor(reading).Quantities.Select(q => Missing(claim, reading, q, replicate))
                    .OfType<string>());
            }
        }

        return [.. problems];
    }

    private static string? Missing(Claim claim, Reading reading, Quantity quantity, Replicate replicate)
    {
        try
        {
            _ = quantity.Value(replicate);
            return null;
        }
        catch (KeyNotFoundException e)
        {
            var metric = e.Message.Split('\'') is [_, var key, ..] ? key : quantity.Name;
            return $"{claim.Id}: under the reading '{reading.Id}' no arm of the study '{claim.Study.Id}' measures "
                + $"'{metric}'. "
                + "The nearest that are measured: "
                + $"{string.Join(", ", Suggestions.Nearest(metric, replicate.Values.Keys, 3))}.";
        }
    }

    private static IEnumerable<string> Study(Study study)
    {
        foreach (var key in Repeated(study.Choices.Select(c => c.Key)))
        {
            yield return $"The study '{study.Id}' has two factors called '{key}'; give one another key.";
        }

        foreach (var problem in Problems(study))
        {
            yield return $"The study '{study.Id}': {problem}";
        }

        var n = study.Replicates;
        if (n.Looks.Count == 0 || n.Looks.Append(n.Others).Append(n.Short).Min() < 1
            || !n.Looks.SequenceEqual(n.Looks.Distinct().Order()))
        {
            yield return $"The study '{study.Id}' registers looks at {string.Join(", ", n.Looks)} replicates of its "
                + $"primary reading, {n.Others} of others and {n.Short} of its short run; each must be at least 1, and "
                + "looks must rise.";
        }
    }

    private static IReadOnlyList<string> Problems(Study study)
    {
        try
        {
            _ = study.Check;
            return [.. study.Problems()];
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            return [e.Message];
        }
    }

    private static IEnumerable<string> Effect(Claim claim)
    {
        // Parts of another quantity than the core's may have published figures of their own.
        var core = claim.Rule.Quantities.First().Name;
        var rules = claim.Rule.Parts.Prepend(claim.Rule).OfType<IntervalRule>()
            .Where(r => r.Quantities.First().Name == core);
        return claim.Published.Effect is not { } effect ? [] : rules
            .Where(r => r.Presentation.IsDifference && r.PublishedMark is { } mark
                && Math.Abs(mark - effect) > Tolerance)
            .Select(r =>
                $"{claim.Id}: the published effect is {effect}, and its rule ({r.Kind}) is given {r.PublishedMark}; "
                + "state the same, oriented so that larger favours the claim.");
    }

    private static IEnumerable<string> Repeated(IEnumerable<string> names) =>
        names.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key);
}
