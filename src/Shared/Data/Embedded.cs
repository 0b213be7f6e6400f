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

    /// <summary>The same as text, once it is known to be the content of that SHA-256.</summary>
    /// <exception cref="DataException">The digest differs.</exception>
    public static StreamReader Text(string name, string sha256)
    {
        var content = Bytes(name);
        Digest.Check(name, content, sha256);
        return new(new MemoryStream(content));
    }
}
