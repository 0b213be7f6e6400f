using System.Buffers.Binary;
using System.Text;

namespace Pruning.Shared.Engine;

/// <summary>
/// Marks one symbol version that a library requires as weak. A library lists the symbol versions required of every
/// library that it uses (section .gnu.version_r); the loader rejects it if one is missing, even if no symbol of that
/// version is used, unless the entry has the flag VER_FLG_WEAK. One bit changes, and no offset.
/// </summary>
/// <remarks>
/// The format: 64-bit little-endian ELF; System V ABI, and the Linux Standard Base's chapter on symbol versioning.
/// </remarks>
internal static class ElfVersionNeeds
{
    private const uint SectionOfNeeds = 0x6FFFFFFE;
    private const ushort Weak = 2;
    private const int SectionHeader = 64;
    private const int Need = 16;

    private static ReadOnlySpan<byte> Start => [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1];

    /// <param name="library">The file's content; it is not changed.</param>
    /// <param name="version">The version's name, such as GLIBCXX_3.4.32.</param>
    /// <returns>A copy with the flag set; unchanged if there is no such requirement.</returns>
    /// <exception cref="InvalidDataException">
    /// Not a 64-bit little-endian ELF file, or a truncated or damaged one.
    /// </exception>
    public static byte[] Weaken(ReadOnlySpan<byte> library, string version)
    {
        if (library.Length < 64 || !library.StartsWith(Start))
        {
            throw new InvalidDataException("Expected a 64-bit little-endian ELF file.");
        }

        var copy = library.ToArray();
        var name = Encoding.ASCII.GetBytes(version + "\0");
        var headers = Long(copy, 40);
        int size = Short(copy, 58), count = Short(copy, 60);
        if (size < SectionHeader)
        {
            throw new InvalidDataException("The ELF file has no section headers.");
        }

        for (var section = 0; section < count; section++)
        {
            var header = headers + ((long)section * size);
            if (At(copy, header, SectionHeader) && Int(copy, header + 4) == SectionOfNeeds)
            {
                var strings = Long(copy, headers + (Int(copy, header + 40) * (long)size) + 24);
                Weaken(copy, Long(copy, header + 24), strings, name);
            }
        }

        return copy;
    }

    /// <summary>
    /// Walks the entries, one per library used, each with a list of versions; lists end with a zero offset.
    /// </summary>
    private static void Weaken(byte[] copy, long first, long strings, byte[] name)
    {
        for (var (file, next) = (first, Need); next != 0; file += next)
        {
            next = Forward(copy, file + 12);
            var version = file + Forward(copy, file + 8);
            for (int versions = Short(copy, file + 2), step = Need; versions > 0 && step != 0; versions--,
                version += step)
            {
                step = Forward(copy, version + 12);
                if (At(copy, strings + Int(copy, version + 8), 1)
                    && copy.AsSpan((int)(strings + Int(copy, version + 8))).StartsWith(name))
                {
                    var flags = Short(copy, version + 4);
                    BinaryPrimitives.WriteUInt16LittleEndian(copy.AsSpan((int)version + 4), (ushort)(flags | Weak));
                }
            }
        }
    }

    private static int Forward(byte[] file, long offset) =>
        Int(file, offset) is var step and <= int.MaxValue ? (int)step : throw Damaged(offset);

    private static bool At(byte[] file, long offset, int length) =>
        offset >= 0 && offset <= file.Length - length ? true : throw Damaged(offset);

    private static ushort Short(byte[] file, long offset) =>
        At(file, offset, 2) ? BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan((int)offset)) : default;

    private static uint Int(byte[] file, long offset) =>
        At(file, offset, 4) ? BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan((int)offset)) : default;

    private static long Long(byte[] file, long offset) =>
        At(file, offset, 8) ? BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan((int)offset)) : default;

    private static InvalidDataException Damaged(long offset) =>
        new($"The ELF file is truncated or damaged: it points to byte {offset}.");
}
