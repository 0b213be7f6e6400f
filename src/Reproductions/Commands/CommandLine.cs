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
            GitHubActions.TellError(parsed.CommandResult.Command.Name, e.Message);
            return BadArguments;
        }
        catch (Exception e) when (e is AuditException or DataException or LibTorchException or InvalidDataException
            or IOException or UnauthorizedAccessException)
        {
            ErrorOutput.Write(e.Message);
            GitHubActions.TellError(parsed.CommandResult.Command.Name, e.Message);
            return Failed;
        }
        catch (Exception e)
        {
            // Unexpected, hence with the stack trace.
            ErrorOutput.Write($"The {parsed.CommandResult.Command.Name} command failed: {e.Message}\n{e}");
            GitHubActions.TellError(parsed.CommandResult.Command.Name, e.Message);
            return Failed;
        }
    }

    private static int Refuse(Command root, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        string[] lines = command == root && parsed.UnmatchedTokens.Count > 0
            ? [NoSuchCommand(root, parsed.UnmatchedTokens[0])]
            : [.. parsed.Errors.Select(e => e.Message), .. parsed.UnmatchedTokens.Select(t => Hint(command, t))
                .OfType<string>()];
        var message = string.Join('\n', lines);
        ErrorOutput.Write(message);
        ErrorOutput.Write($"Help: {(command == root ? string.Empty : command.Name + " ")}--help");
        GitHubActions.TellError(command.Name, message);
        return BadArguments;
    }

    private static string NoSuchCommand(Command root, string name) => $"There is no command '{name}'. Nearest: "
        + $"{string.Join(", ", Suggestions.Nearest(name, root.Subcommands.Select(c => c.Name), 3))}";

    /// <summary>What was probably meant by a word that a command does not take; null: nothing comes near.</summary>
    private static string? Hint(Command command, string word)
    {
        string[] options = [.. command.Options.Select(o => o.Name)];
        return word.StartsWith('-')
            ? $"Nearest to '{word}': {string.Join(", ", Suggestions.Nearest(word, options, 3))}"
            : options.Contains("--claims") && Catalogue.Find(word).Count > 0
                ? $"Claims are named by an option: {command.Name} --claims '{word}'"
                : null;
    }
}
