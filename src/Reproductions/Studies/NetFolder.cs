using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pruning.Shared.Files;
using Architecture = Pruning.Shared.Populations.Architecture;

namespace Pruning.Reproductions.Studies;

/// <summary>
/// Cache of trained nets as files, by the hash of their training, in a folder of limited size; the least recently used
/// are deleted first. A damaged file counts as absent, and so does a net with a value that is not finite. A failed
/// write costs later processes time and nothing else.
/// </summary>
/// <param name="root">Folder of all nets.</param>
/// <param name="version">What the nets' bits depend on besides their training: numerics and the code's version.</param>
/// <param name="limit">Maximum bytes of all files together.</param>
/// <param name="read">Whether nets of earlier processes are used; otherwise they are only replaced.</param>
/// <param name="warn">Takes a line at the first failed write; null: nobody is told.</param>
public sealed class NetFolder(string root, string version, long limit = NetFolder.DefaultLimit, bool read = true,
    Action<string>? warn = null)
{
    public const long DefaultLimit = 2L << 30;

    private static readonly byte[] Magic = "PRUNENT2"u8.ToArray();
    private readonly string folder = Path.Combine(root, version);
    private readonly Lock gate = new();
    private bool warned;

    /// <summary>Finds a net by its key; null if it is absent or damaged.</summary>
    internal NetState? Find(string key, Architecture architecture)
    {
        var path = PathOf(key);
        if (!read || !File.Exists(path))
        {
            return null;
        }

        try
        {
            var net = Parse(File.ReadAllBytes(path), architecture);
            Touch(path);
            return net;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Writes a net, unless it diverged, then deletes the least recently used ones until the limit holds.
    /// </summary>
    internal void Save(string key, NetState net)
    {
        if (!net.IsFinite)
        {
            return;
        }

        lock (gate)
        {
            try
            {
                UserCache.Create(folder);
                AtomicFile.Write(PathOf(key), Format(net));
                Trim();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
            {
                // A full or read-only disk only costs the next process time.
                if (!warned)
                {
                    warn?.Invoke($"A trained net cannot be kept in {folder}: {e.Message.TrimEnd('.')}. Free some space, "
                        + $"or {UserCache.WayOut}.");
                }

                warned = true;
            }
        }
    }

    private static void Touch(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // In a folder that cannot be written nothing is deleted either.
        }
    }

    private static byte[] Format(NetState net)
    {
        using var stream = new MemoryStream();
        stream.Write(Magic);
        foreach (var part in new[] { Bytes(net.Values), Bytes(net.Mask), Bytes(net.TrainLoss),
            Bytes(net.ValidationLoss), Bytes(net.EpochAccuracy), Bytes(net.Best) })
        {
            stream.Write(BitConverter.GetBytes(part.Length));
            stream.Write(part);
        }

        stream.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    private static NetState? Parse(ReadOnlySpan<byte> bytes, Architecture architecture)
    {
        if (bytes.Length < Magic.Length + 32 || !bytes.StartsWith(Magic)
            || !SHA256.HashData(bytes[..^32]).AsSpan().SequenceEqual(bytes[^32..]))
        {
            return null;
        }

        var rest = bytes[Magic.Length..^32];
        var parts = new byte[6][];
        for (var i = 0; i < parts.Length; i++)
        {
            if (Next(ref rest) is not { } part)
            {
                return null;
            }

            parts[i] = part;
        }

        var net = new NetState(architecture, Floats(parts[0]), Floats(parts[1]))
        {
            TrainLoss = Floats(parts[2]),
            ValidationLoss = Floats(parts[3]),
            EpochAccuracy = MemoryMarshal.Cast<byte, double>(parts[4]).ToArray(),
            Best = Floats(parts[5]),
        };
        return rest.IsEmpty && net.Values.Length == architecture.ParameterCount
            && net.Mask.Length == net.Values.Length && net.Mask.All(m => m is 0 or 1)
            && net.IsFinite && net.EpochAccuracy.All(double.IsFinite) ? net : null;
    }

    /// <summary>Takes the next part off, its length before it; null: it is not whole.</summary>
    private static byte[]? Next(ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length < sizeof(int) || BitConverter.ToInt32(rest) is var length && length < 0
            || length > rest.Length - sizeof(int))
        {
            return null;
        }

        var part = rest.Slice(sizeof(int), length).ToArray();
        rest = rest[(sizeof(int) + length)..];
        return part;
    }

    private static byte[] Bytes<T>(T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static float[] Floats(ReadOnlySpan<byte> bytes) => MemoryMarshal.Cast<byte, float>(bytes).ToArray();

    private string PathOf(string key) => Path.Combine(folder, key + ".net");

    private void Trim()
    {
        // A killed process leaves what it was writing.
        foreach (var left in new DirectoryInfo(root).GetFiles("*" + AtomicFile.TemporaryEnding,
            SearchOption.AllDirectories).Where(f => f.LastWriteTimeUtc < DateTime.UtcNow.AddDays(-1)))
        {
            left.Delete();
        }

        var files = new DirectoryInfo(root).GetFiles("*.net", SearchOption.AllDirectories)
            .OrderBy(f => f.LastWriteTimeUtc).ToList();
        var total = files.Sum(f => f.Length);
        foreach (var file in files.TakeWhile(_ => total > limit))
        {
            total -= file.Length;
            file.Delete();
        }
    }
}
