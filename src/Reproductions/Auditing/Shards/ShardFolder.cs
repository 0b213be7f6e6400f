namespace Pruning.Reproductions.Auditing.Shards;

/// <summary>The folder of one shard: its ledger, and the file that says which share of what it holds.</summary>
public sealed record ShardFolder(string Path, Shard Shard, ShardFile File)
{
    /// <summary>The folder's ledger.</summary>
    public string Ledger => System.IO.Path.Combine(Path, Auditing.Ledger.FileName);

    /// <summary>Reads a folder; null: it is none of a shard.</summary>
    /// <exception cref="AuditException">Its file is damaged, or its ledger is missing.</exception>
    public static ShardFolder? Read(string path)
    {
        if (ShardFile.Read(path) is not { } file)
        {
            return null;
        }

        var folder = new ShardFolder(path, Shard.Parse(file.Shard)!, file);
        return System.IO.File.Exists(folder.Ledger) ? folder : throw new AuditException(
            $"{path} holds shard {folder.Shard} without its {Auditing.Ledger.FileName}. Copy that too, or leave the "
                + "folder out.");
    }

    /// <summary>
    /// Opens the ledger of a shard in an audit's folder, and writes down what the shard is asked for.
    /// </summary>
    /// <param name="directory">Folder of the whole audit; the shard's is in it.</param>
    /// <param name="fresh">Moves an existing ledger aside.</param>
    /// <exception cref="AuditException">
    /// The shard is running, its folder cannot be written to or holds a shard of something else.
    /// </exception>
    public static (ShardFolder Folder, Ledger Ledger) Open(
        string directory, Shard shard, ShardFile file, bool fresh, Action<string> warn)
    {
        var folder = new ShardFolder(System.IO.Path.Combine(directory, shard.FolderName), shard, file);
        if (!fresh && ShardFile.Read(folder.Path)?.DifferenceTo(file) is { } difference)
        {
            throw new AuditException($"{folder.Path} holds a shard with other {difference}. Choose another folder with "
                + "--out, or start afresh with --fresh.");
        }

        var ledger = Auditing.Ledger.Open(folder.Path, fresh, warn);
        try
        {
            file.Write(folder.Path);
            return (folder, ledger);
        }
        catch
        {
            ledger.Dispose();
            throw;
        }
    }
}
