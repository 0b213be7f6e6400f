namespace Pruning.Shared.Data;

/// <summary>Small data sets that travel inside the assembly.</summary>
internal static class Embedded
{
    /// <summary>The content of the resource <paramref name="name"/>.</summary>
    public static byte[] Bytes(string name)
    {
        using var stream = typeof(Embedded).Assembly.GetManifestResourceStream(name)
            ?? throw new DataException($"{name} is not embedded in {typeof(Embedded).Assembly.GetName().Name}.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
