using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Xunit;

namespace Pruning.Tests.Properties.Data;

/// <summary>
/// Damaged files, and what reading one may do: succeed or say what is wrong, in memory of the order of the file.
/// </summary>
internal static class Mutations
{
    /// <summary>What messages, shapes and buffers may take beyond the elements.</summary>
    private const int Slack = 1 << 16;

    public static Gen<byte[]> AnyBytes { get; } =
        from length in Gen.Frequency((3, Gen.Choose(0, 40)), (1, Gen.Choose(0, 4000)))
        from bytes in Gen.Choose(0, 255).ArrayOf(length)
        select Array.ConvertAll(bytes, b => (byte)b);

    /// <summary>
    /// One to four changes of a file, each to a byte, a stretch, or its length; the first bytes, which are the header,
    /// more often.
    /// </summary>
    public static Gen<byte[]> Of(byte[] file)
    {
        var place = Gen.OneOf(
            Gen.Choose(0, file.Length - 1), Gen.Choose(0, Math.Min(file.Length - 1, 140)), Gen.Choose(0, 11));
        var change =
            from kind in Gen.Choose(0, 5)
            from at in place
            from length in Gen.Choose(1, 8)
            from value in Gen.Elements(0, 1, 2, 0x7F, 0x80, 0xFF, '\'', '(', ')', '9', ',', '}', 'O', ' ')
            select (Func<byte[], byte[]>)(old => Change(old, kind, Math.Min(at, old.Length), length, (byte)value));
        return from count in Gen.Choose(1, 4)
               from changes in change.ArrayOf(count)
               select changes.Aggregate(file, (old, next) => next(old));
    }

    /// <summary>Reads; any error must be a <see cref="DataException"/> that names the file.</summary>
    /// <param name="perByte">Bytes of memory that a byte of the file may need.</param>
    public static T? ReadOrRefuse<T>(byte[] content, int perByte, Func<byte[], T> read)
        where T : class
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return read(content);
        }
        catch (DataException e)
        {
            Assert.StartsWith("some-file", e.Message, StringComparison.Ordinal);
            return null;
        }
        finally
        {
            Assert.InRange(
                GC.GetAllocatedBytesForCurrentThread() - before, 0, ((long)perByte * content.Length) + Slack);
        }
    }

    private static byte[] Change(byte[] old, int kind, int at, int length, byte value) => kind switch
    {
        0 => old[..at],
        1 => [.. old[..at], .. old[Math.Min(at + length, old.Length)..]],
        2 => [.. old[..at], .. Enumerable.Repeat(value, length), .. old[at..]],
        3 => [.. old, value],
        _ => [.. old[..at], .. at < old.Length ? [value, .. old[(at + 1)..]] : Array.Empty<byte>()],
    };
}
