namespace Pruning.Shared.Data.Sources;

/// <summary>One file of a data set, known by its uncompressed content.</summary>
/// <param name="Set">The set it belongs to; also the name of the set's folder.</param>
/// <param name="Name">Its name, without <c>.gz</c>.</param>
/// <param name="Length">Bytes, uncompressed. Nothing longer is ever read or unpacked.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits, of the uncompressed content.</param>
public sealed record DataFile(string Set, string Name, long Length, string Sha256)
{
    /// <summary>What the file may be called where it lies.</summary>
    public IEnumerable<string> Spellings => [Name, Name + Compressed];

    /// <summary>What a compressed file's name ends in.</summary>
    public const string Compressed = ".gz";

    /// <summary>Whether a path is to this file, compressed or not.</summary>
    public bool IsAt(string path) => Spellings.Contains(Path.GetFileName(path));
}
