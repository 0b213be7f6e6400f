using System.CommandLine;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Studies;

namespace Pruning.Reproductions.Commands;

/// <summary><c>explain CLAIM</c>: what is claimed, how it is judged, and under which readings.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("CLAIM") { Description = "A claim's id, or a pattern" };
        var command = new Command("explain", "Say what a claim says, and how it is judged") { id };
        command.SetAction(parsed =>
        {
            foreach (var claim in ClaimArguments.Find(parsed.GetValue(id)!))
            {
                Explain(claim);
            }

            return CommandLine.Ran;
        });
        return command;
    }

    private static void Explain(Claim claim)
    {
        var document = Catalogue.DocumentOf(claim);
        Console.WriteLine(claim.Id);
        Console.WriteLine($"  claim      {claim.Statement}");
        Console.WriteLine($"  source     \"{document.Title}\", {claim.Section}");
        Console.WriteLine($"  published  {claim.Published.Text ?? "no figure"}{(claim.Published.Effect is { } e ? $", effect {e:+0.####;-0.####} {claim.Published.Unit}" : string.Empty)}");
        Describe(claim.Rule, "  judged by  ");
        foreach (var reading in claim.Readings)
        {
            Console.WriteLine($"  reading    {reading.Id}: {reading.Registered} replicates, generalises to {reading.Generality.Description}");
        }

        foreach (var (key, value) in claim.Study.Settings)
        {
            Console.WriteLine($"  setting    {key}: {value}");
        }

        foreach (var choice in claim.Study.Choices.Concat(claim.Judging).Where(c => claim.Readings.Any(r => r.Choices[c.Key] != c.Primary)))
        {
            Console.WriteLine($"  choice     {choice.Key} = {string.Join(" | ", choice.Values)}: {choice.Meaning}");
        }
    }

    /// <summary>What the rule compares with.</summary>
    private static string Against(Rule rule) => rule switch
    {
        SizeRule size => $", {size.Effect:+0.####;-0.####} ± {Math.Abs(size.Effect) / 2:0.####}",
        BoundRule bound => $", at most {bound.Bound:0.####}",
        EquivalenceRule equivalence => $", within ± {equivalence.Margin:0.####}",
        ThresholdRule threshold => $", no lower than −{threshold.Margin:0.####}",
        PointRule point => $", {point.Low} to {point.High}, known to ± {point.Precision:0.####}",
        ExactRule exact => $", {string.Join("; ", exact.Checks.Select(c => c.Expected))}",
        DirectionRule => ", above 0",
        _ => string.Empty,
    };

    private static void Describe(Rule rule, string lead)
    {
        Console.WriteLine($"{lead}{Words.Of(rule.Kind)}{Against(rule)}: {string.Join("; ", rule.Quantities.Select(q => q.Name).Distinct())}");
        if (rule is CompositeRule composite)
        {
            foreach (var part in composite.Rules)
            {
                Describe(part, "    part     ");
            }
        }
    }
}
