using System.CommandLine;

namespace Pruning.Reproductions.Commands;

/// <summary>Paths on the command line.</summary>
internal static class PathArguments
{
    /// <summary>The option <c>--out</c> of the commands that write into a folder.</summary>
    public static Option<string> Output(string description, string folder)
    {
        var output = new Option<string>("--out")
        {
            Description = description,
            DefaultValueFactory = _ => folder,
            HelpName = "DIR"
        };
        DemandName(output, "a folder");
        return output;
    }

    /// <summary>Refuses an empty name, which would mean the current folder or nothing.</summary>
    /// <param name="what">What the option names, such as <c>a folder</c>.</param>
    public static void DemandName(Option option, string what) => option.Validators.Add(r =>
    {
        if (r.Tokens.Any(t => string.IsNullOrWhiteSpace(t.Value)))
        {
            r.AddError($"{option.Name} must name {what}.");
        }
    });

    /// <inheritdoc cref="DemandName(Option, string)"/>
    public static void DemandName(Argument argument, string what) => argument.Validators.Add(r =>
    {
        if (r.Tokens.Any(t => string.IsNullOrWhiteSpace(t.Value)))
        {
            r.AddError($"{argument.Name} must name {what}.");
        }
    });
}
