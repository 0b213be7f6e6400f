namespace Pruning.Shared.Data.Sources;

/// <summary>A package of Debian or its kin that holds the files somewhere in it: the installed one, else one that is fetched and unpacked without installing it.</summary>
/// <param name="package">Its name.</param>
/// <param name="clients">The folder with dpkg and apt-get in it, if not on the PATH.</param>
public sealed class DebianPackage(string package, string clients = "") : IDataOrigin
{
    public string Name => $"Debian package {package}";

    public void Fetch(IReadOnlyList<DataFile> files, Intake intake)
    {
        foreach (var path in Installed(intake) ?? Fetched(intake))
        {
            if (files.FirstOrDefault(file => file.IsAt(path)) is { } file)
            {
                using var content = Open(path);
                intake.Accept(file, path, content);
            }
        }
    }

    private IEnumerable<string>? Installed(Intake intake)
    {
        try
        {
            return PackageClient.Run(intake.WorkFolder, Client("dpkg-query"), "--listfiles", package).Split('\n').Where(File.Exists);
        }
        catch (DataException)
        {
            return null;
        }
    }

    private IEnumerable<string> Fetched(Intake intake)
    {
        Download(intake);
        var archive = Directory.GetFiles(intake.WorkFolder, "*.deb") is [var one]
            ? one
            : throw new DataException($"'apt-get download {package}' left no package.");
        var unpacked = Path.Combine(intake.WorkFolder, "unpacked");
        PackageClient.Run(intake.WorkFolder, Client("dpkg-deb"), "--extract", archive, unpacked);
        return Directory.EnumerateFiles(unpacked, "*", SearchOption.AllDirectories);
    }

    private void Download(Intake intake)
    {
        try
        {
            PackageClient.Run(intake.WorkFolder, Client("apt-get"), "download", "--quiet", package);
        }
        catch (DataException e) when (e.Message.Contains("failed", StringComparison.Ordinal))
        {
            throw new DataException($"{e.Message.TrimEnd('.')}. Where apt has no list of packages yet, 'apt-get update' brings it.", e);
        }
    }

    private string Client(string name) => Path.Combine(clients, name);

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: cannot be read: {e.Message}", e);
        }
    }
}
