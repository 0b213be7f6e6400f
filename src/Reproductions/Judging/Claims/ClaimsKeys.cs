namespace Pruning.Reproductions.Judging.Claims;

/// <summary>The keys of a claims file; <c>docs/claims.schema.json</c> has the same.</summary>
internal static class ClaimsKeys
{
    public static IReadOnlyList<string> Document { get; } =
        ["document", "title", "runs", "looks", "columns", "where", "decimal", "empty", "testShare", "claims"];

    public static IReadOnlyList<string> Columns { get; } = ["seed", "arm", "metric", "value"];

    public static IReadOnlyList<string> Claim { get; } =
        ["id", "section", "statement", "published", "rule", "runs", "looks", "paired"];

    public static IReadOnlyList<string> Published { get; } = ["figure", "effect", "unit", "text"];

    /// <summary>Of a metric of an arm, or a difference of two.</summary>
    public static IReadOnlyList<string> Metric { get; } = ["metric", "arm", "against", "better"];

    public static IReadOnlyList<string> Race { get; } = ["race", "arm", "against", "reached"];

    public static IReadOnlyList<string> Check { get; } =
        ["quantity", "equals", "above", "below", "atLeast", "atMost"];

    /// <summary>The keys of each kind of rule.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Rules { get; } =
        new Dictionary<string, IReadOnlyList<string>>
        {
            ["direction"] = ["kind", "quantity", "effect", "smallestOfInterest"],
            ["size"] = ["kind", "quantity", "effect"],
            ["bound"] = ["kind", "quantity", "atMost", "atLeast", "published"],
            ["equivalence"] = ["kind", "quantity", "margin", "effect"],
            ["point"] = ["kind", "quantity", "figure", "low", "high", "precision"],
            ["threshold"] = ["kind", "levels", "margin"],
            ["composite"] = ["kind", "parts"],
            ["measurement"] = ["kind", "quantity"],
            ["exact"] = ["kind", "checks"],
        };
}
