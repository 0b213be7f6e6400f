using System.CommandLine;

namespace Pruning.Reproductions.Commands;

internal static class AcceptCommand
{
    public static Command Create() => new("accept", "Take measured results into expected/");
}
