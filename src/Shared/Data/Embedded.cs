using System.Security.Cryptography;

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
    /// <param name="sha256">64 lower-case hexadecimal digits.</param>
    /// <exception cref="DataException">There is no such resource, or its SHA-256 differs.</exception>
    public static StreamReader Text(string name, string sha256)
    {
        using var resource = Text(name).BaseStream;
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        var found = Convert.ToHexStringLower(SHA256.HashData(content));
        return found == sha256
            ? new(new MemoryStream(content))
            : throw new DataException(
                $"{name}: SHA-256 is {found}, expected {sha256}. Restore it from version control and build again.");
    }
}
