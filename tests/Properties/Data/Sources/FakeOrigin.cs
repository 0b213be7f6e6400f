using Pruning.Shared.Data.Sources;

namespace Pruning.Tests.Properties.Data.Sources;

/// <summary>An origin that does what a test says, and remembers what it was asked for.</summary>
internal sealed class FakeOrigin(string name, Action<IReadOnlyList<DataFile>, CacheFolder> fetch) : IDataOrigin
{
    public string Name => name;

    public List<string> Asked { get; } = [];

    /// <summary>Has every file.</summary>
    public static FakeOrigin Good(string name = "good origin") => new(name, (files, cache) =>
    {
        foreach (var file in files)
        {
            Save(cache, file, LettersFixture.Content[file.Name]);
        }
    });

    public static void Save(CacheFolder cache, DataFile file, byte[] content, string ending = "")
    {
        using var source = new MemoryStream(content);
        cache.Save(file, file.Read($"fake://{file.Name}{ending}", source));
    }

    public void Fetch(IReadOnlyList<DataFile> files, CacheFolder cache)
    {
        Asked.AddRange(files.Select(file => file.Name));
        fetch(files, cache);
    }
}
