using System.IO.Compression;
using System.Security.Cryptography;
using Pruning.Shared.Data.Sources;

namespace Pruning.Tests.Properties.Data.Sources;

/// <summary>A data set of two small files, named letters, and temporary folders to find it in.</summary>
internal sealed class LettersFixture : IDisposable
{
    public const string Set = "letters";

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("data");
    private readonly List<string> said = [];

    public LettersFixture()
    {
        (Own, Cache) = (Path.Combine(root.FullName, "own"), Path.Combine(root.FullName, "cache"));
        Directory.CreateDirectory(Own);
    }

    /// <summary>What the files hold: 5000 and 200,000 bytes that do not compress.</summary>
    public static IReadOnlyDictionary<string, byte[]> Content { get; } = new Dictionary<string, byte[]>
    {
        ["alpha"] = Noise(5000, 1),
        ["beta"] = Noise(200_000, 2),
    };

    public static IReadOnlyList<DataFile> Files { get; } =
        [.. Content.Select(c => Describe(Set, c.Key, c.Value))];

    public string Root => root.FullName;

    public string Own { get; }

    public string Cache { get; }

    /// <summary>The set's folder in the cache.</summary>
    public string Kept => Path.Combine(Cache, Set);

    public string[] Said
    {
        get
        {
            lock (said)
            {
                return [.. said];
            }
        }
    }

    public static byte[] Gzip(byte[] content, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, level))
        {
            gzip.Write(content);
        }

        return target.ToArray();
    }

    /// <summary>The description of a file with that content.</summary>
    public static DataFile Describe(string set, string name, byte[] content) =>
        new(set, name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));

    public static DataDescription Describe(params IDataOrigin[] origins) => new(Set, Files, origins);

    public DataStore Store(string? cache = null) => new(new(Own, cache ?? Cache), Say);

    /// <summary>What the cache holds, but for the lock.</summary>
    public string[] Cached() => Directory.Exists(Cache)
        ? [.. Directory.EnumerateFileSystemEntries(Cache, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Cache, path))
            .Where(path => path.Contains(Path.DirectorySeparatorChar))
            .Where(path => Path.GetFileName(path) != CacheFolder.LockName).Order()]
        : [];

    public void Dispose() => root.Delete(recursive: true);

    private static byte[] Noise(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private void Say(string line)
    {
        lock (said)
        {
            said.Add(line);
        }
    }
}
