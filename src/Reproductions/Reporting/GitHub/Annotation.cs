namespace Pruning.Reproductions.Reporting.GitHub;

/// <summary>A remark that GitHub shows at a line of a file, by a workflow command on standard output.</summary>
/// <param name="Kind"><c>notice</c>, <c>warning</c> or <c>error</c>.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Message">Its text, of any number of lines.</param>
/// <param name="At">Where it belongs; null: to no file.</param>
internal sealed record Annotation(string Kind, string Title, string Message, ClaimPlace? At)
{
    /// <summary>The workflow command, one line.</summary>
    public override string ToString()
    {
        var place = At is { } at ? $"file={Property(at.File)},line={at.Line}," : string.Empty;
        return $"::{Kind} {place}title={Property(Title)}::{Data(Message)}";
    }

    /// <summary>Escapes what would end a command's line.</summary>
    private static string Data(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    /// <summary>Escapes what would end a property of a command as well.</summary>
    private static string Property(string text) => Data(text).Replace(":", "%3A").Replace(",", "%2C");
}
