using System.Security.Cryptography;
using System.Text;

namespace Pruning.Reproductions.Reporting.Html;

/// <summary>
/// The page's one script, <c>report.js</c>: it sorts and filters the table of verdicts and tells the figures of marks.
/// The page's policy admits it by its digest and no other.
/// </summary>
internal static class PageScript
{
    private const string Resource = "report.js";

    /// <summary>Text of the script element, the same to a reader of HTML and of XML.</summary>
    public static string Text { get; } = Read();

    /// <summary>The script element.</summary>
    public static Markup Element { get; } = Markup.Of($"<script>{Markup.OfScript(Text)}</script>");

    /// <summary>The source of the script for a content security policy.</summary>
    public static string Source { get; } =
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'";

    private static string Read()
    {
        using var stream = typeof(PageScript).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program was built without {Resource}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // XML would read & and < of the script as markup; HTML reads the lines of the section as comments.
        return $"//<![CDATA[\n{reader.ReadToEnd().ReplaceLineEndings("\n")}//]]>\n";
    }
}
