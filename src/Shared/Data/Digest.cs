using System.Security.Cryptography;

namespace Pruning.Shared.Data;

/// <summary>Checks content that is known by its SHA-256.</summary>
public static class Digest
{
    /// <summary>Checks that <paramref name="content"/> is the file that is meant.</summary>
    /// <param name="file">The file's name, for error messages.</param>
    /// <param name="sha256">64 lower-case hexadecimal digits.</param>
    /// <exception cref="DataException">The digest differs.</exception>
    public static void Check(string file, ReadOnlySpan<byte> content, string sha256)
    {
        var found = Convert.ToHexStringLower(SHA256.HashData(content));
        if (!string.Equals(found, sha256, StringComparison.Ordinal))
        {
            throw new DataException(
                $"{file}: SHA-256 is {found}, expected {sha256}. The file is damaged or another version; "
                + "remove it and get it again.");
        }
    }
}
