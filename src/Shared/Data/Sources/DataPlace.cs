namespace Pruning.Shared.Data.Sources;

/// <summary>Folders of this machine in which a file may lie, as it is or gzipped.</summary>
/// <param name="Name">What the place is called in messages.</param>
internal sealed record DataPlace(string Name, IReadOnlyList<string> Folders)
{
    /// <summary>The file's content, once it is seen to be the right one; null when no right one lies here.</summary>
    /// <param name="complain">Takes a line for every wrong or unreadable one.</param>
    public byte[]? Read(DataFile file, Action<string> complain)
    {
        foreach (var path in Folders.SelectMany(folder => file.Spellings.Select(name => Path.Combine(folder, name))).Where(File.Exists))
        {
            try
            {
                using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
                var content = new byte[file.Length];
                using var target = new MemoryStream(content);
                CheckedContent.Copy(file, path, source, target);
                return content;
            }
            catch (DataException e)
            {
                complain(e.Message);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                complain($"{path}: cannot be read: {e.Message}");
            }
        }

        return null;
    }
}
