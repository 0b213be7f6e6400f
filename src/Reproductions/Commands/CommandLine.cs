using System.CommandLine;
using System.CommandLine.Help;
using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Spectre.Console;

namespace Pruning.Reproductions.Commands;

/// <summary>The command line: its commands and exit codes.</summary>
public static class CommandLine
{
    /// <summary>Exit code of a finished command; a contradicted claim is a finding, not a failure.</summary>
    public const int Ran = 0;

    /// <summary>Exit code of a command that could not start or finish.</summary>
    public const int Failed = 1;

    /// <summary>Exit code for wrong arguments.</summary>
    public const int BadArguments = 2;

    /// <summary>Exit code of a finished audit in which a verdict is not that of its baseline.</summary>
    public const int Moved = 3;

    /// <summary>Runs one command.</summary>
    /// <returns>One of the exit codes above.</returns>
    public static int Run(string[] args)
    {
        if (Console.IsOutputRedirected)
        {
            // A log has no colours, bars or width to wrap at.
            AnsiConsole.Console = AnsiConsole.Create(new()
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                // They would turn escape codes on again where they recognise a CI.
                Enrichment = new() { UseDefaultEnrichers = false }
            });
            AnsiConsole.Profile.Width = 1000;
        }

        // No RootCommand, which would be called after the assembly.
        var root = new Command("pruning-audit", "Audits published claims about neural-network pruning.")
        {
            new HelpOption(),
            new VersionOption(),
            AuditCommand.Create(),
            MergeCommand.Create(),
            ListCommand.Create(),
            ExplainCommand.Create(),
            DoctorCommand.Create(),
            CurveCommand.Create(),
            AcceptCommand.Create(),
            JudgeCommand.Create(),
            ExportCommand.Create(),
            CompareCommand.Create(),
        };
        // @ begins a name like any other character; by default it would stand for a file of arguments.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            return Refuse(root, parsed);
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (ArgumentsException e)
        {
            ErrorOutput.Write(e.Message);
            return BadArguments;
        }
        catch (Exception e) when (e is AuditException or DataException or LibTorchException or InvalidDataException
            or IOException or UnauthorizedAccessException)
        {
            ErrorOutput.Write(e.Message);
            return Failed;
        }
        catch (Exception e)
        {
            // Unexpected, hence with the stack trace.
            ErrorOutput.Write($"The {parsed.CommandResult.Command.Name} command failed: {e.Message}\n{e}");
            return Failed;
        }
    }

    private static int Refuse(Command root, ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
        {
            ErrorOutput.Write(error.Message);
        }

        var command = parsed.CommandResult.Command;
        var known = command == root ? root.Subcommands.Select(c => c.Name).ToArray()
            : [.. command.Options.Select(o => o.Name)];
        foreach (var token in parsed.UnmatchedTokens)
        {
            ErrorOutput.Write($"Nearest to '{token}': {string.Join(", ", Suggestions.Nearest(token, known, 3))}");
        }

        ErrorOutput.Write($"Help: {(command == root ? string.Empty : command.Name + " ")}--help");
        return BadArguments;
    }
}
