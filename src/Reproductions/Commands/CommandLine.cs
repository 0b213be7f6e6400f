using System.CommandLine;
using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Spectre.Console;

namespace Pruning.Reproductions.Commands;

/// <summary>The command line: its commands, and what its exit codes mean.</summary>
public static class CommandLine
{
    /// <summary>The audit ran; a contradicted claim is a finding, not a failure.</summary>
    public const int Ran = 0;

    /// <summary>It could not run, or not to its end.</summary>
    public const int Failed = 1;

    /// <summary>The arguments are wrong.</summary>
    public const int BadArguments = 2;

    /// <summary>Runs one command.</summary>
    /// <returns>One of the exit codes above.</returns>
    public static int Run(string[] args)
    {
        if (Console.IsOutputRedirected)
        {
            // A log takes neither colours nor bars, and has no width at which to wrap.
            AnsiConsole.Console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No });
            AnsiConsole.Profile.Width = 1000;
        }

        var root = new RootCommand("Audits published claims about neural-network pruning.")
        {
            AuditCommand.Create(),
            ListCommand.Create(),
            ExplainCommand.Create(),
            DoctorCommand.Create(),
            CurveCommand.Create(),
            AcceptCommand.Create(),
        };
        var parsed = root.Parse(args);
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
            Console.Error.WriteLine(e.Message);
            return BadArguments;
        }
        catch (Exception e) when (e is AuditException or DataException or LibTorchException or InvalidDataException
            or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return Failed;
        }
        catch (Exception e)
        {
            // Not foreseen, hence with all that helps to find it; still the code for "could not run".
            Console.Error.WriteLine($"The {parsed.CommandResult.Command.Name} command failed: {e.Message}\n{e}");
            return Failed;
        }
    }

    private static int Refuse(RootCommand root, ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
        {
            Console.Error.WriteLine(error.Message);
        }

        var command = parsed.CommandResult.Command;
        var known = command == root ? root.Subcommands.Select(c => c.Name).ToArray()
            : [.. command.Options.Select(o => o.Name)];
        foreach (var token in parsed.UnmatchedTokens)
        {
            Console.Error.WriteLine($"Nearest to '{token}': {string.Join(", ", Suggestions.Nearest(token, known, 3))}");
        }

        Console.Error.WriteLine($"All of them: {(command == root ? string.Empty : command.Name + " ")}--help");
        return BadArguments;
    }
}
