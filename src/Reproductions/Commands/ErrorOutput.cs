using System.Globalization;
using System.Text;

namespace Pruning.Reproductions.Commands;

/// <summary>Writes to the standard error what is fit for a terminal, whatever file it quotes.</summary>
internal static class ErrorOutput
{
    /// <summary>Far more than any message has of its own.</summary>
    private const int MostOfALine = 4000;

    /// <summary>Writes a message, unless the standard error is closed or full: then the exit code has to do.</summary>
    public static void Write(string message)
    {
        try
        {
            Console.Error.WriteLine(Shown(message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nobody can be told.
        }
    }

    /// <summary>
    /// The text with control characters other than line ends and tabs as <c>\u001b</c>, and lines that are too long cut
    /// in the middle.
    /// </summary>
    internal static string Shown(string text)
    {
        var shown = new StringBuilder();
        foreach (var line in text.Split('\n').Select(l => l.TrimEnd('\r')))
        {
            var cut = line.Length <= MostOfALine ? line
                : $"{line[..(MostOfALine / 2)]} … {line[^(MostOfALine / 2)..]}";
            foreach (var c in cut)
            {
                _ = char.IsControl(c) && c != '\t'
                    ? shown.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture))
                    : shown.Append(c);
            }

            shown.Append('\n');
        }

        return shown.ToString(0, shown.Length - 1);
    }
}
