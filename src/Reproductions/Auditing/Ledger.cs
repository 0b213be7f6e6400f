using System.Text;
using System.Text.Json;

namespace Pruning.Reproductions.Auditing;

/// <summary>
/// File of finished replicates, one JSON line each, written to disk before the next one starts. A killed run loses
/// none; the next run in the same folder reuses them. One process at a time may hold it.
/// </summary>
public sealed class Ledger : IDisposable
{
    public const string FileName = "ledger.jsonl";

    // HResults of a lock held by another process: errno on Linux and macOS, and Windows' sharing violation.
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020)];

    /// <summary>Unreadable lines that a warning names by their numbers.</summary>
    private const int MostNamed = 5;

    private readonly FileStream file;
    private readonly Dictionary<(string Key, int Seed), Replicate> replicates = [];
    private readonly Lock gate = new();

    private Ledger(FileStream file) => this.file = file;

    private enum LineKind
    {
        Replicate,
        Blank,

        /// <summary>From an earlier version, whose results cannot be reused.</summary>
        Earlier,
        Unreadable,
    }

    /// <summary>
    /// Opens or creates the ledger of a folder. An incomplete last line is cut off, other unreadable lines are skipped
    /// and left in the file; a warning tells it.
    /// </summary>
    /// <param name="fresh">Moves an existing ledger to <c>ledger-1.jsonl</c> and so on, and starts a new one.</param>
    /// <exception cref="AuditException">Another audit holds the folder, or it is not writable.</exception>
    public static Ledger Open(string directory, bool fresh, Action<string> warn)
    {
        var path = Path.Combine(directory, FileName);
        FileStream? opened = null;
        try
        {
            Directory.CreateDirectory(directory);
            // Unbuffered, so that a failed write leaves nothing in memory.
            opened = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            if (!opened.CanSeek)
            {
                throw new IOException($"'{path}' is a pipe");
            }

            if (fresh && opened.Length > 0)
            {
                MoveAside(opened, directory);
            }

            var ledger = new Ledger(opened);
            ledger.Load(warn);
            return ledger;
        }
        catch (IOException e) when (opened is null && IsHeld(e))
        {
            throw new AuditException($"{path} is in use: another audit writes to {directory}. Wait for it, or choose "
                + "another folder with --out.", e);
        }
        catch (Exception e) when (IsFailedWrite(e))
        {
            opened?.Dispose();
            throw new AuditException($"{directory} cannot be written to: {e.Message.TrimEnd('.')}. Choose another "
                + "folder with --out.", e);
        }
    }

    /// <summary>The replicate of a key and seed; null if it has not run.</summary>
    public Replicate? Find(LedgerKey key, int seed)
    {
        lock (gate)
        {
            return replicates.GetValueOrDefault((key.Hash, seed));
        }
    }

    /// <summary>Appends replicates and waits until they are on disk.</summary>
    /// <exception cref="AuditException">The write failed, for example because the disk is full.</exception>
    public void Append(LedgerKey key, IEnumerable<Replicate> finished) =>
        Append([.. finished.Select(r => LedgerLine.Of(key, r))]);

    /// <summary>Appends lines, of another ledger for instance, and waits until they are on disk.</summary>
    /// <exception cref="AuditException">The write failed, for example because the disk is full.</exception>
    public void Append(IReadOnlyList<LedgerLine> lines)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l.ToJson() + "\n")));
        lock (gate)
        {
            var end = file.Length;
            try
            {
                file.Seek(0, SeekOrigin.End);
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }
            catch (Exception e) when (IsFailedWrite(e))
            {
                Truncate(end);
                throw new AuditException($"{file.Name} cannot be written: {e.Message.TrimEnd('.')}. Earlier replicates "
                    + "are kept; free some space, or choose another folder with --out, and start again.", e);
            }

            foreach (var line in lines)
            {
                replicates[(line.Key, line.Seed)] = line.ToReplicate();
            }
        }
    }

    public void Dispose() => file.Dispose();

    /// <summary>Whether a ledger could not be opened because another process holds it.</summary>
    internal static bool IsHeld(IOException e) => Held.Contains(e.HResult);

    // .NET throws ArgumentOutOfRangeException where a file would exceed its file system's or another limit.
    private static bool IsFailedWrite(Exception e) =>
        e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;

    private static void MoveAside(FileStream current, string directory)
    {
        var number = Enumerable.Range(1, int.MaxValue).First(i =>
            !File.Exists(Path.Combine(directory, $"ledger-{i}.jsonl")));
        var path = Path.Combine(directory, $"ledger-{number}.jsonl");
        try
        {
            using var old = new FileStream(path, FileMode.CreateNew);
            current.CopyTo(old);
            old.Flush(flushToDisk: true);
        }
        catch (Exception e) when (IsFailedWrite(e))
        {
            File.Delete(path);
            throw;
        }

        current.SetLength(0);
    }

    private void Load(Action<string> warn)
    {
        var (number, earlier) = (0, 0);
        var unreadable = new List<int>();
        var last = LedgerText.ReadLines(file, line =>
        {
            number++;
            switch (Take(line))
            {
                case LineKind.Earlier:
                    earlier++;
                    break;
                case LineKind.Unreadable:
                    unreadable.Add(number);
                    break;
            }
        });
        if (last.Length > 0)
        {
            EndLastLine(last, warn);
        }

        if (earlier > 0)
        {
            warn($"{file.Name}: {earlier} replicates are from an earlier version of this program; they are skipped.");
        }

        if (unreadable.Count > 0)
        {
            var named = string.Join(", ", unreadable.Take(MostNamed));
            warn($"{file.Name}, line {named}{(unreadable.Count > MostNamed ? $" and {unreadable.Count - MostNamed} more"
                : string.Empty)}: damaged, or written by a later version of this program; skipped and left in the "
                + "file.");
        }
    }

    /// <summary>Keeps a last line that lacks nothing but its end, and drops one that is incomplete.</summary>
    private void EndLastLine(byte[] line, Action<string> warn)
    {
        if (Take(line) == LineKind.Replicate)
        {
            file.Seek(0, SeekOrigin.End);
            file.Write("\n"u8);
            file.Flush(flushToDisk: true);
        }
        else
        {
            warn($"{file.Name}: the last line is incomplete, as after a killed run; it is dropped.");
            Truncate(file.Length - line.Length);
        }
    }

    private LineKind Take(ReadOnlySpan<byte> json)
    {
        if (LedgerText.IsBlank(json))
        {
            return LineKind.Blank;
        }

        try
        {
            var line = LedgerLine.Parse(json);
            replicates[(line.Key, line.Seed)] = line.ToReplicate();
            return LineKind.Replicate;
        }
        catch (JsonException)
        {
            return LedgerLine.IsEarlier(json) ? LineKind.Earlier : LineKind.Unreadable;
        }
    }

    private void Truncate(long length)
    {
        try
        {
            file.SetLength(length);
        }
        catch (IOException)
        {
            // The next start drops an incomplete line as well.
        }
    }
}
