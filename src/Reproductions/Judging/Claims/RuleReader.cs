using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Pruning.Reproductions.Judging.Claims;

/// <summary>Reads the rule of a claim.</summary>
/// <param name="claim">What is published of the claim.</param>
/// <param name="figure">The published figure as it is written; null: none.</param>
internal sealed class RuleReader(Published claim, string? figure, Problems problems)
{
    private const string Quantity = "quantity";
    private const string Kind = "kind";

    private static readonly IReadOnlyList<string> Kinds = [.. ClaimsKeys.Rules.Keys];
    private static readonly IReadOnlyList<string> PartKinds =
        [.. Kinds.Where(k => k is not ("composite" or "measurement"))];

    /// <summary>The quantity to which the published effect belongs: the only one, or that of the core.</summary>
    private StatedQuantity? core;

    /// <summary>The rule that a node states; null, with problems, where it states none.</summary>
    public StatedRule? Read(YamlNode node) => Read(node, "a rule", Kinds);

    private StatedRule? Read(YamlNode node, string what, IReadOnlyList<string> kinds)
    {
        // The kind comes first, since it says which keys there are.
        if (YamlMap.Of(node, what, [], problems) is not { } open
            || open.OneOf(Kind, kinds, needed: true) is not { } kind)
        {
            return null;
        }

        var map = YamlMap.Of(node, $"a rule of kind {kind}", ClaimsKeys.Rules[kind], problems)!;
        return kind switch
        {
            "composite" => Composite(map),
            "threshold" => Threshold(map),
            "exact" => Exact(map),
            _ => OfOne(map, kind),
        };
    }

    private StatedRule? Composite(YamlMap map)
    {
        if (map.List("parts", "rules", needed: true) is not { } list)
        {
            return null;
        }

        StatedRule?[] parts = [.. list.Select(n => Read(n, "a part", PartKinds))];
        return parts.Any(p => p is null) ? null : new(
            [.. parts.SelectMany(p => p!.Quantities)],
            paired => new CompositeRule([.. parts.Select(p => p!.Build(paired))]),
            parts.All(p => p!.TestsNothing));
    }

    private StatedRule? Threshold(YamlMap map)
    {
        var margin = map.Number("margin", needed: true);
        StatedQuantity?[] levels =
            [.. (map.List("levels", "quantities", needed: true) ?? []).Select(n => Difference(n, "a level"))];
        return margin is not { } m || levels.Length == 0 || levels.Any(l => l is null) ? null
            : Checked(map, [.. levels.OfType<StatedQuantity>()], q => new ThresholdRule(q, m));
    }

    private StatedRule? Exact(YamlMap map)
    {
        (StatedQuantity Of, string Expected, Func<double, bool> Holds)?[] checks =
            [.. (map.List("checks", "checks", needed: true) ?? []).Select(Check)];
        return checks.Length == 0 || checks.Any(c => c is null) ? null
            : Checked(map, [.. checks.Select(c => c!.Value.Of)], q => new ExactRule([.. checks.Select((c, i) =>
                new ExactCheck(q[i], c!.Value.Expected, c.Value.Holds))]));
    }

    private (StatedQuantity Of, string Expected, Func<double, bool> Holds)? Check(YamlNode node)
    {
        if (YamlMap.Of(node, "a check", ClaimsKeys.Check, problems) is not { } map
            || QuantityOf(map) is not { } quantity)
        {
            return null;
        }

        var terms = new List<(string Words, Func<double, bool> Holds)>();
        Term("equals", string.Empty, (x, limit) => x == limit);
        Term("above", "above ", (x, limit) => x > limit);
        Term("atLeast", "at least ", (x, limit) => x >= limit);
        Term("below", "below ", (x, limit) => x < limit);
        Term("atMost", "at most ", (x, limit) => x <= limit);
        if (terms.Count == 0)
        {
            map.Problem(Quantity, "a check needs 'equals', 'above', 'atLeast', 'below' or 'atMost'.");
            return null;
        }

        return (quantity with { IsChecked = true }, string.Join(" and ", terms.Select(t => t.Words)),
            x => terms.TrueForAll(t => t.Holds(x)));

        void Term(string key, string words, Func<double, double, bool> holds)
        {
            if (map.Number(key) is { } limit)
            {
                terms.Add((words + map.Text(key), x => holds(x, limit)));
            }
        }
    }

    /// <summary>A rule of one quantity.</summary>
    private StatedRule? OfOne(YamlMap map, string kind)
    {
        var read = kind switch
        {
            "direction" or "size" or "equivalence" => map.Node(Quantity, needed: true) is { } node
                ? Difference(node, "the quantity of this rule")
                : null,
            _ => QuantityOf(map),
        };
        if (read is not { } quantity)
        {
            return null;
        }

        core ??= quantity;
        var build = kind switch
        {
            "direction" => Direction(map, quantity),
            "size" => Size(map, quantity),
            "equivalence" => Equivalence(map, quantity),
            "bound" => Bound(map, quantity),
            "point" => Point(map, quantity),
            _ => q => new MeasurementRule(q),
        };
        return build is null ? null : Checked(map, [quantity], q => build(q[0]));
    }

    private Func<Quantity, Rule> Direction(YamlMap map, StatedQuantity quantity)
    {
        var (effect, least) = (Effect(map, quantity), map.Number("smallestOfInterest") ?? 0);
        return q => new DirectionRule(q, effect, least);
    }

    private Func<Quantity, Rule>? Size(YamlMap map, StatedQuantity quantity)
    {
        if (Effect(map, quantity) is { } effect)
        {
            return q => new SizeRule(q, effect);
        }

        map.Problem(Kind, "a rule of kind size needs the published effect: 'effect' here or under 'published'.");
        return null;
    }

    private Func<Quantity, Rule>? Equivalence(YamlMap map, StatedQuantity quantity)
    {
        var effect = Effect(map, quantity);
        return map.Number("margin", needed: true) is { } margin
            ? q => new EquivalenceRule(q, margin, effect)
            : null;
    }

    private Func<Quantity, Rule>? Bound(YamlMap map, StatedQuantity quantity)
    {
        // A claim's figure is one arm's, the core's.
        var own = map.Number("published")
            ?? (quantity == core && quantity.Against is null ? claim.Value : null);
        switch (map.Number("atMost"), map.Number("atLeast"))
        {
            case ({ } most, null):
                return q => new BoundRule(q, most, own);
            case (null, { } least):
                return q => new FloorRule(q, least, own);
            default:
                map.Problem(Kind, "a rule of kind bound needs either 'atMost' or 'atLeast'.");
                return null;
        }
    }

    private Func<Quantity, Rule>? Point(YamlMap map, StatedQuantity quantity)
    {
        if (quantity.Against is not null)
        {
            map.Problem(Quantity, "a point is a figure of one arm; leave out 'against', or use the kind size.");
            return null;
        }

        var printed = map.Text("figure") ?? figure;
        if (printed is null || map.Number("precision", needed: true) is not { } precision)
        {
            if (printed is null)
            {
                map.Problem(Kind, "a rule of kind point needs the printed figure: 'figure' here or under 'published'.");
            }

            return null;
        }

        if (!decimal.TryParse(printed, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            // The problem has been written down where the figure stands under 'published'.
            _ = map.Number("figure");
            return null;
        }

        // What rounds to the figure, by the digits that it is printed with.
        var half = 0.5m;
        for (var digit = 0; digit < value.Scale; digit++)
        {
            half /= 10;
        }

        var low = map.Number("low") ?? (double)(value - half);
        var high = map.Number("high") ?? (double)(value + half);
        return q => new PointRule(q, (double)value, low, high, precision);
    }

    /// <summary>
    /// The published effect of a rule: its own, or the claim's where it judges the core's quantity.
    /// </summary>
    private double? Effect(YamlMap map, StatedQuantity quantity)
    {
        var own = map.Number("effect");
        if (quantity != core || claim.Effect is not { } claimed)
        {
            return own;
        }

        if (own is { } stated && stated != claimed)
        {
            map.Problem("effect", $"'effect' is {stated} here and {claimed} under 'published'; state it once, oriented "
                + "so that positive favours the claim.");
        }

        return claimed;
    }

    /// <summary>The rule, where its figures suit it.</summary>
    private StatedRule? Checked(
        YamlMap map, IReadOnlyList<StatedQuantity> quantities, Func<IReadOnlyList<Quantity>, Rule> build)
    {
        core ??= quantities[0];
        Rule Build(bool paired) => build([.. quantities.Select(q => paired ? q.Paired() : q.Unpaired())]);
        try
        {
            _ = Build(paired: true);
            return new(quantities, Build, map.Text(Kind) is "exact" or "measurement");
        }
        catch (ArgumentException e)
        {
            // The rules' constants are called as the keys are.
            var key = e.ParamName is { Length: > 0 } name ? char.ToLowerInvariant(name[0]) + name[1..] : Kind;
            var (found, said) = map.Has(key) ? (key, $"'{key}' is {map.Text(key)}") : (Kind, "this rule cannot be");
            map.Problem(found, $"{said}: {e.Message.Split(" (Parameter")[0]}");
            return null;
        }
    }

    private StatedQuantity? QuantityOf(YamlMap map) =>
        map.Node(Quantity, needed: true) is { } node ? ReadQuantity(node) : null;

    private StatedQuantity? Difference(YamlNode node, string what)
    {
        var quantity = ReadQuantity(node);
        if (quantity is { Against: null })
        {
            problems.Add(node, $"{what} compares two arms; name the other with 'against'.");
            return null;
        }

        return quantity;
    }

    private StatedQuantity? ReadQuantity(YamlNode node)
    {
        if (YamlMap.Of(node, "a quantity", [], problems) is not { } open)
        {
            return null;
        }

        var race = open.Has("race");
        var map = YamlMap.Of(node, race ? "a race" : "a quantity", race ? ClaimsKeys.Race : ClaimsKeys.Metric,
            problems)!;
        var metric = map.Text(race ? "race" : "metric", needed: true);
        var arm = map.Text("arm", needed: true);
        var against = map.Text("against", needed: race);
        var better = map.OneOf("better", ["higher", "lower"]);
        if (against is not null && against == arm)
        {
            map.Problem("against", $"'{arm}' is compared with itself.");
            return null;
        }

        if (against is null && map.Has("better"))
        {
            map.Problem("better", "'better' says which way a difference is taken; name the other arm with 'against'.");
            return null;
        }

        // A difference without a direction would be taken the wrong way for every loss.
        if (against is not null && !race && !map.Has("better"))
        {
            map.Problem("metric",
                "a difference needs 'better: higher' or 'better: lower': which way the metric is better.");
            return null;
        }

        return metric is null || arm is null || (race && against is null) ? null : new(arm, metric)
        {
            Against = against,
            LowerIsBetter = better == "lower",
            IsRace = race,
            Reached = race ? map.Text("reached") : null,
        };
    }
}
