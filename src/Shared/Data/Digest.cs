using System.Security.Cryptography;

namespace Pruning.Shared.Data;

/// <summary>Content that is known by its SHA-256.</summary>
public static class Digest
{
    /// <summary>Checks <paramref name="content"/> against <paramref name="sha256"/> (64 lower-case hexadecimal digits).</summary>
    /// <exception cref="DataException">The digest differs; the message names <paramref name="file"/>.</exception>
    public static void Check(string file, ReadOnlySpan<byte> content, string sha256)
    {
        var found = Convert.ToHexStringLower(SHA256.HashData(content));
        if (!string.Equals(found, sha256, StringComparison.Ordinal))
        {
            throw new DataException($"{file}: SHA-256 is {found}, expected {sha256}. The file is damaged or another version; remove it so that it is fetched anew.");
        }
    }
}
