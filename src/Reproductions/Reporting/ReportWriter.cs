using System.Text;
using Pruning.Shared.Files;

namespace Pruning.Reproductions.Reporting;

/// <summary>Writes an audit's reports, all or none.</summary>
public static class ReportWriter
{
    private static readonly string[] Names = ["audit.csv", "audit.json", "audit.md", "index.html"];

    // Values of IOException.HResult: errno on Linux and macOS, and Windows' HRESULTs.
    private static readonly int[] DiskFull = [28, unchecked((int)0x80070070), unchecked((int)0x80070027)];
    private static readonly int[] ReadOnly = [30, unchecked((int)0x80070013)];

    /// <summary>Checks before an audit that its reports can be written after it.</summary>
    /// <param name="directory">The folder of the reports.</param>
    /// <param name="inputs">Files that are read, and so must not be overwritten.</param>
    /// <exception cref="IOException">They cannot; the message gives folder and reason.</exception>
    public static void Check(string directory, params IReadOnlyList<string> inputs)
    {
        try
        {
            AtomicFile.CheckFolder(directory);
            foreach (var name in Directory.Exists(directory) ? Names : [])
            {
                AtomicFile.Check(Path.Combine(directory, name), inputs);
            }
        }
        catch (IOException e)
        {
            throw Refused(directory, e);
        }
    }

    /// <summary>
    /// Writes <c>audit.csv</c>, <c>audit.json</c>, <c>audit.md</c> and <c>index.html</c> into
    /// <paramref name="directory"/>, which is created if missing. None is replaced before all are written to disk.
    /// </summary>
    /// <exception cref="IOException">
    /// The folder cannot be written; the message gives folder and reason. Earlier reports are kept.
    /// </exception>
    /// <exception cref="InvalidOperationException">The result contains a number that is not finite.</exception>
    public static void Write(AuditResult result, string directory) => Write(result, directory, ReportFrame.OfAudit);

    /// <summary>Writes the reports in a frame, in the same way.</summary>
    internal static void Write(AuditResult result, string directory, ReportFrame frame)
    {
        string[] texts =
        [
            AuditCsv.Render(result),
            AuditJson.Serialize(result),
            MarkdownReport.Render(result, frame),
            HtmlReport.Render(result, frame),
        ];
        try
        {
            Directory.CreateDirectory(directory);
            AtomicFile.WriteTogether([.. Names.Zip(texts,
                (name, text) => (Path.Combine(directory, name), Writing(text)))]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or NotSupportedException or ArgumentOutOfRangeException)
        {
            throw Refused(directory, e);
        }
    }

    private static IOException Refused(string directory, Exception e) => new(
        $"The report cannot be written to '{directory}': {Reason(e)}. Free or name another folder with --out.", e);

    private static Action<Stream> Writing(string text) => stream => stream.Write(Encoding.UTF8.GetBytes(text));

    private static string Reason(Exception e) => e switch
    {
        UnauthorizedAccessException => "it is not writable",
        IOException io when DiskFull.Contains(io.HResult) => "the disk is full",
        IOException io when ReadOnly.Contains(io.HResult) => "it is not writable (the file system is read-only)",
        _ => e.Message.TrimEnd('.'),
    };
}
