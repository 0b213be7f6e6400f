using System.Buffers.Binary;
using System.Text;

namespace Pruning.Tests.Properties.Engine;

/// <summary>
/// A library that consists of what version needs take: a header, the needs, their names, three section headers.
/// </summary>
internal static class ElfBytes
{
    public const string Wanted = "GLIBCXX_3.4.32";

    /// <summary>Bytes of the library, and where the flags of each version of its needs lie.</summary>
    /// <param name="needs">For every library used, the versions of it.</param>
    public static (byte[] Library, Dictionary<string, int> Flags) Of(params string[][] needs)
    {
        var file = new byte[4096];
        var flags = new Dictionary<string, int>(StringComparer.Ordinal);
        byte[] start = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1];
        start.CopyTo(file, 0);
        int strings = 64, next = strings + 1, need = 2048, headers = 3072;
        Long(40, headers);
        Short(58, 64);
        Short(60, 3);
        Section(1, 3, strings, 0);
        Section(2, 0x6FFFFFFE, need, 1);
        for (var n = 0; n < needs.Length; n++)
        {
            var length = 16 * (1 + needs[n].Length);
            Short(need, 1);
            Short(need + 2, needs[n].Length);
            Int(need + 8, needs[n].Length == 0 ? 0 : 16);
            Int(need + 12, n == needs.Length - 1 ? 0 : length);
            for (var v = 0; v < needs[n].Length; v++)
            {
                var version = need + (16 * (v + 1));
                flags[needs[n][v]] = version + 4;
                Int(version + 8, next - strings);
                Int(version + 12, v == needs[n].Length - 1 ? 0 : 16);
                next += Encoding.ASCII.GetBytes(needs[n][v], file.AsSpan(next)) + 1;
            }

            need += length;
        }

        return (file[..(headers + (3 * 64))], flags);

        void Section(int index, int type, int offset, int link)
        {
            var header = headers + (64 * index);
            Int(header + 4, type);
            Long(header + 24, offset);
            Int(header + 40, link);
        }

        void Short(int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), (ushort)value);
        void Int(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        void Long(int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(at), value);
    }
}
