namespace Pruning.Shared.Data.Sources;

/// <summary>
/// A package of Debian or its kin that holds the files somewhere in it: the installed one, else one that is fetched and
/// unpacked without installing it.
/// </summary>
/// <param name="package">Its name.</param>
/// <param name="clients">The folder with dpkg and apt-get in it, if not on the PATH.</param>
public sealed class DebianPackage(string package, string clients = "") : IDataOrigin
{
    public string Name => $"Debian package {package}";

    public void Fetch(IReadOnlyList<DataFile> files, CacheFolder cache)
    {
        foreach (var path in Installed(cache.WorkFolder) ?? Fetched(cache.WorkFolder))
        {
            if (files.FirstOrDefault(file => file.IsAt(path)) is { } file)
            {
                cache.Save(file, file.Read(path));
            }
        }
    }

    private IEnumerable<string>? Installed(string folder)
    {
        try
        {
            return Client("dpkg-query").Run(folder, "--listfiles", package).Split('\n').Where(File.Exists);
        }
        catch (DataException)
        {
            return null;
        }
    }

    private IEnumerable<string> Fetched(string folder)
    {
        const string Hint = "Where apt has no list of packages yet, 'apt-get update' brings it.";
        (Client("apt-get") with { Hint = Hint }).Run(folder, "download", "--quiet", package);
        var archive = Directory.GetFiles(folder, "*.deb") is [var one]
            ? one
            : throw new DataException($"'apt-get download {package}' left no package.");
        var unpacked = Path.Combine(folder, "unpacked");
        Client("dpkg-deb").Run(folder, "--extract", archive, unpacked);
        return Directory.EnumerateFiles(unpacked, "*", SearchOption.AllDirectories);
    }

    private PackageClient Client(string name) => new(Path.Combine(clients, name));
}
