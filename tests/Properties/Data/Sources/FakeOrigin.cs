using Pruning.Shared.Data.Sources;

namespace Pruning.Tests.Properties.Sources;

/// <summary>An origin that does what a test says, and remembers what it was asked for.</summary>
internal sealed class FakeOrigin(string name, Action<IReadOnlyList<DataFile>, Intake> fetch) : IDataOrigin
{
    public string Name => name;

    public List<string> Asked { get; } = [];

    /// <summary>Has every file.</summary>
    public static FakeOrigin Good(string name = "good origin") => new(name, (files, intake) =>
    {
        foreach (var file in files)
        {
            Hand(intake, file, Shelf.Content[file.Name]);
        }
    });

    public static void Hand(Intake intake, DataFile file, byte[] content, string ending = "")
    {
        using var source = new MemoryStream(content);
        intake.Accept(file, $"fake://{file.Name}{ending}", source);
    }

    public void Fetch(IReadOnlyList<DataFile> files, Intake intake)
    {
        Asked.AddRange(files.Select(file => file.Name));
        fetch(files, intake);
    }
}
