using System.CommandLine;
using Pruning.Reproductions.Reporting;

namespace Pruning.Reproductions.Commands;

/// <summary>
/// <c>list</c>: prints every claim with its kind, number of readings and published figure, and whether it is long.
/// </summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var command = new Command("list", "List the claims");
        command.SetAction(_ =>
        {
            foreach (var document in Catalogue.Documents)
            {
                Console.WriteLine($"{document.Id}: {document.Title}");
                foreach (var claim in document.Claims)
                {
                    Console.WriteLine(Line(claim));
                }
            }

            return CommandLine.Ran;
        });
        return command;
    }

    /// <summary>A claim's line.</summary>
    internal static string Line(Claim claim) =>
        $"  {claim.Id,-42} {claim.Rule.Kind,-12} {CountText.Of(claim.Readings.Count, "reading"),-11}  "
        + (claim.Study.Long ? "long: audit --long  " : string.Empty) + FigureText.Published(claim.Published);
}
