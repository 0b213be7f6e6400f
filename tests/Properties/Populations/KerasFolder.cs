using Pruning.Shared.Data.Npy;

namespace Pruning.Tests.Properties.Populations;

/// <summary>A temporary folder of arrays as someone else's program would have written it.</summary>
internal sealed class KerasFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("weights-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, $"{name}.npy");

    /// <summary>Writes an array, by default of distinct values.</summary>
    public KerasFolder With(string name, int[] shape, float[]? values = null)
    {
        var count = shape.Aggregate(1, (a, b) => a * b);
        NpyFile.Save(File(name), shape, values ?? [.. Enumerable.Range(1, count).Select(i => i / 8f)]);
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
