namespace Pruning.Shared.Data;

/// <summary>Reads the small data sets that travel inside the assembly.</summary>
internal static class Embedded
{
    /// <summary>The content of the resource <paramref name="name"/>.</summary>
    /// <exception cref="DataException">There is no such resource.</exception>
    public static StreamReader Text(string name) => new(
        typeof(Embedded).Assembly.GetManifestResourceStream(name)
        ?? throw new DataException($"{name} is not embedded in {typeof(Embedded).Assembly.GetName().Name}."));

    /// <summary>The content of the resource <paramref name="name"/>, which must have that SHA-256.</summary>
    /// <exception cref="DataException">There is no such resource, or its digest differs.</exception>
    public static StreamReader Text(string name, string sha256)
    {
        using var resource = Text(name).BaseStream;
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        Digest.Check(name, content, sha256);
        return new(new MemoryStream(content));
    }
}
