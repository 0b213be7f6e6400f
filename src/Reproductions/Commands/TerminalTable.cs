using Spectre.Console;

namespace Pruning.Reproductions.Commands;

/// <summary>A table as the terminal gets it: on a plain log in ASCII, each row on a line of its own.</summary>
internal static class TerminalTable
{
    public static Table Of(IEnumerable<string> heads)
    {
        var table = new Table { Border = Console.IsOutputRedirected ? TableBorder.Ascii : TableBorder.Rounded };
        foreach (var head in heads)
        {
            table.AddColumn(new TableColumn(head) { NoWrap = Console.IsOutputRedirected });
        }

        return table;
    }
}
