using System.Formats.Tar;
using System.IO.Compression;

namespace Pruning.Shared.Data.Sources;

/// <summary>Reads gzipped tar archives. No path of an archive is ever written to.</summary>
internal static class TarArchive
{
    /// <summary>The files of an archive in its order; each can be read until the next is asked for.</summary>
    /// <param name="from">The archive's name, for errors.</param>
    /// <exception cref="DataException">The archive is damaged.</exception>
    public static IEnumerable<(string Path, Stream Content)> Entries(Stream archive, string from)
    {
        using var plain = new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true);
        using var tar = new TarReader(plain);
        while (Next(tar, from) is { } entry)
        {
            if (entry.DataStream is { } content)
            {
                yield return (entry.Name, content);
            }
        }
    }

    /// <summary>Saves those files that the archive holds, compressed or not; they are known by their names.</summary>
    /// <exception cref="DataException">The archive is damaged, or one of the files is another than meant.</exception>
    public static void Save(Stream archive, string from, IReadOnlyList<DataFile> files, CacheFolder cache)
    {
        foreach (var (path, content) in Entries(archive, from))
        {
            if (files.FirstOrDefault(file => file.IsAt(path)) is { } file)
            {
                cache.Save(file, file.Read($"{from}/{path}", content));
            }
        }
    }

    private static TarEntry? Next(TarReader tar, string from)
    {
        try
        {
            return tar.GetNextEntry();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or FormatException)
        {
            throw new DataException($"{from}: not a whole archive: {e.Message}", e);
        }
    }
}
