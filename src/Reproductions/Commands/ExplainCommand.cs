using System.CommandLine;
using Pruning.Reproductions.Reporting;

namespace Pruning.Reproductions.Commands;

/// <summary><c>explain CLAIM</c>: prints a claim, its rule and its readings.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("CLAIM") { Description = "A claim's id, or a pattern" };
        var command = new Command("explain", "Print a claim, its rule and its readings") { id };
        command.SetAction(parsed =>
        {
            foreach (var claim in ClaimArguments.Find(parsed.GetValue(id)!))
            {
                Explain(claim, Console.Out);
            }

            return CommandLine.Ran;
        });
        return command;
    }

    /// <summary>Prints a claim.</summary>
    internal static void Explain(Claim claim, TextWriter output)
    {
        var document = Catalogue.DocumentOf(claim);
        output.WriteLine(claim.Id);
        output.WriteLine($"  claim      {claim.Statement}");
        output.WriteLine($"  source     \"{document.Title}\", {claim.Section}");
        var hasFigure = claim.Published is { Value: not null } or { Effect: not null } or { Text: not null };
        output.WriteLine($"  published  {(hasFigure ? FigureText.Published(claim.Published) : "no figure")}");
        Describe(claim.Rule, claim.Published.Unit, "  judged by  ", output);
        foreach (var reading in claim.Readings)
        {
            output.WriteLine(
                $"  reading    {reading.Id}: {Replicates(reading)}, generalises to {reading.InferenceScope.Description}"
                + (reading.Primary ? string.Empty : $" ({Words(reading.Stance)})"));
        }

        if (claim.IsOnTheSpot)
        {
            output.WriteLine("  on the spot  its verdict is on times of this machine, and stands in no expected file");
        }

        if (claim.Study.Long)
        {
            output.WriteLine($"  long       {Obstacle.Long.Reason}");
        }

        foreach (var missing in claim.Readings.GroupBy(claim.Study.Missing))
        {
            if (missing.Key is { } sentence)
            {
                output.WriteLine($"  not here   {string.Join("; ", missing.Select(r => r.Id))}: {sentence}");
            }
        }

        foreach (var (key, value) in claim.Study.Settings)
        {
            output.WriteLine($"  setting    {key}: {value}");
        }

        foreach (var choice in claim.Study.Choices.Concat(claim.Judging)
            .Where(c => claim.Readings.Any(r => r.Choices[c.Key] != c.Primary)))
        {
            output.WriteLine($"  choice     {choice.Key} = {string.Join(" | ", choice.Values)}: {choice.Meaning} "
                + $"({Words(choice.Stance)})");
        }
    }

    private static string Replicates(Reading reading) => reading.Looks.Count == 1
        ? CountText.Of(reading.Registered, "replicate")
        : $"a look after {reading.Looks[0]} replicates, and by audit --long after "
            + $"{string.Join(", ", reading.Looks.Skip(1))} too, while a claim of the study is undecided";

    private static string Words(Stance stance) => stance switch
    {
        Stance.Unstated => "the document leaves it open",
        Stance.AsShipped => "as the published code has it",
        _ => "the document states it",
    };

    /// <summary>Prints the method of a rule, then that of each of its parts.</summary>
    /// <param name="unit">The unit of the rule's figures; empty: none is printed.</param>
    private static void Describe(Rule rule, string unit, string lead, TextWriter output)
    {
        var format = FigureFormat.Of(unit, rule.Presentation.IsDifference);
        output.WriteLine($"{lead}{rule.Kind}: {string.Join("; ", rule.Quantities.Select(q => q.Name).Distinct())}");
        output.WriteLine($"{new string(' ', lead.Length)}{rule.Presentation.Method?.Text(format.Limit)}");
        foreach (var part in rule.Parts)
        {
            // A part on another quantity than the first may have another unit.
            var same = part.Quantities.First().Name == rule.Quantities.First().Name;
            Describe(part, same ? unit : string.Empty, "    part     ", output);
        }
    }
}
