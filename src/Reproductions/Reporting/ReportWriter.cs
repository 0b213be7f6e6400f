using System.Text;
using Pruning.Reproductions.Auditing;

namespace Pruning.Reproductions.Reporting;

/// <summary>Writes an audit's three reports, each complete or not at all.</summary>
public static class ReportWriter
{
    // errno values of Linux and macOS, and Windows' HRESULTs, as .NET hands them on in IOException.HResult.
    private static readonly int[] DiskFull = [28, unchecked((int)0x80070070), unchecked((int)0x80070027)];
    private static readonly int[] ReadOnly = [30, unchecked((int)0x80070013)];

    /// <summary>
    /// Writes <c>audit.json</c>, <c>audit.md</c> and <c>index.html</c> into <paramref name="directory"/>, which is made where it is missing.
    /// Every file is first written whole under a passing name beside its place, flushed to the disk and then renamed.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be written; the message names it and the reason. Earlier reports are left whole.</exception>
    /// <exception cref="InvalidOperationException">The result holds a number that is not finite.</exception>
    public static void Write(AuditResult result, string directory)
    {
        var texts = new (string Name, string Text)[]
        {
            ("audit.json", AuditJson.Serialize(result)),
            ("audit.md", MarkdownReport.Render(result)),
            ("index.html", HtmlReport.Render(result)),
        };
        var passing = texts.Select(t => Path.Combine(directory, $".{t.Name}.{Guid.NewGuid():N}.tmp")).ToArray();
        try
        {
            Directory.CreateDirectory(directory);
            foreach (var ((name, text), file) in texts.Zip(passing))
            {
                RefuseFolder(Path.Combine(directory, name));
                WriteWhole(file, text);
            }

            foreach (var ((name, _), file) in texts.Zip(passing))
            {
                File.Move(file, Path.Combine(directory, name), overwrite: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentOutOfRangeException)
        {
            throw new IOException($"The report cannot be written to '{directory}': {Reason(e)}. Free or name another folder with --out.", e);
        }
        finally
        {
            foreach (var file in passing)
            {
                Remove(file);
            }
        }
    }

    private static void WriteWhole(string path, string text)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }

    // Found out before anything is renamed, so that the three files stay of one audit.
    private static void RefuseFolder(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"'{path}' is a folder, and a file of that name is to be written");
        }
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The failure that led here is the one to report.
        }
    }

    private static string Reason(Exception e) => e switch
    {
        UnauthorizedAccessException => "it is not writable",
        IOException io when DiskFull.Contains(io.HResult) => "the disk is full",
        IOException io when ReadOnly.Contains(io.HResult) => "it is not writable (the file system is read-only)",
        _ => e.Message.TrimEnd('.'),
    };
}
