using System.CommandLine;

namespace Pruning.Reproductions.Commands;

/// <summary>Checks paths on the command line.</summary>
internal static class PathArguments
{
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
