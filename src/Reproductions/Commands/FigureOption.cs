using System.CommandLine;
using Pruning.Reproductions.Reporting.Figures;
using Pruning.Shared.Files;

namespace Pruning.Reproductions.Commands;

/// <summary><c>--svg</c>, common to the commands that judge: the figures as files for a paper.</summary>
internal static class FigureOption
{
    public static Option<string?> Create()
    {
        var option = new Option<string?>("--svg")
        {
            Description = "Folder for every figure as an SVG file for a paper, 89 and 183 mm wide",
            HelpName = "DIR"
        };
        PathArguments.DemandName(option, "a folder");
        return option;
    }

    /// <summary>Checks before the work that the files can be written after it.</summary>
    /// <param name="folder">Null: none are wanted.</param>
    /// <exception cref="IOException">They cannot; the message names the folder.</exception>
    public static void Check(string? folder)
    {
        if (folder is not null)
        {
            AtomicFile.CheckFolder(folder);
        }
    }

    /// <summary>Writes the files and says how many.</summary>
    /// <param name="folder">Null: none are wanted.</param>
    public static void Write(AuditResult result, string? folder)
    {
        if (folder is not null)
        {
            Console.WriteLine($"{PaperFigures.Write(result, folder)} figures: {folder}");
        }
    }
}
