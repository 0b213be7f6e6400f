using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace Pruning.Shared.Data.Npy;

/// <summary>What comes before the elements of an NPY file: magic, version, and a dictionary of three entries.</summary>
/// <param name="Type">How an element is written: <c>&lt;f4</c>, <c>&gt;f4</c>, <c>&lt;f8</c> or <c>&gt;f8</c>.</param>
/// <param name="FortranOrder">Whether the first dimension runs fastest.</param>
/// <param name="ElementsAt">Where the elements begin, in bytes.</param>
/// <seealso href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html"/>
internal sealed partial record NpyHeader(string Type, bool FortranOrder, int[] Shape, int ElementsAt)
{
    private const int MostDimensions = 8;
    private const int LongestText = 10_000;

    // The dictionary: entries in any order, in either kind of quotes, as Python 2 wrote them too. (3) is no shape, (3,)
    // is one.
    private const string Blanks = @"(?>[ \t\f\r\n]*)";
    private const string Colon = Blanks + ":" + Blanks;
    private const string Comma = Blanks + "," + Blanks;
    private const string Size = $"(?<size>0+|[1-9][0-9]*)(?:{Blanks}(?<long>L))?";
    private const string Sizes = $"(?:{Size}{Comma}(?:{Size}(?:{Comma}{Size})*(?:{Comma})?)?)?";
    private const string TypeName = """[uUrR]?(?:'(?<type>[ -~-['\\]]*)'|"(?<type>[ -~-["\\]]*)")""";
    private const string TypeEntry = $"""[uUrR]?(?:'(?<key>descr)'|"(?<key>descr)"){Colon}{TypeName}""";
    private const string OrderEntry =
        $"""[uUrR]?(?:'(?<key>fortran_order)'|"(?<key>fortran_order)"){Colon}(?<order>True|False)""";
    private const string ShapeEntry =
        $"""[uUrR]?(?:'(?<key>shape)'|"(?<key>shape)"){Colon}\({Blanks}{Sizes}{Blanks}\)""";
    private const string Start = $$"""\A{{Blanks}}\{{{Blanks}}""";
    private const string Entry =
        $@"\G(?:{TypeEntry}|{OrderEntry}|{ShapeEntry}){Blanks}(?:,{Blanks}|(?=\}}))";
    private const string End = $$"""\G\}{{Blanks}}\z""";

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Bytes an element: 4 or 8.</summary>
    public int Width => Type[^1] - '0';

    /// <summary>Reads the header at the front of <paramref name="content"/>.</summary>
    /// <exception cref="DataException">
    /// The content is not NPY 1.0 to 3.0, its header is none that NumPy writes or wrote, or its element type is not
    /// read.
    /// </exception>
    public static NpyHeader Read(ReadOnlySpan<byte> content, string file)
    {
        if (!content.StartsWith(Magic))
        {
            throw new DataException($"{file}: not an NPY file: it does not begin with the byte 0x93 and 'NUMPY'.");
        }

        // The magic, two bytes of version and, from version 2 on, four bytes of length fit into any file of NumPy's.
        if (content.Length < 12)
        {
            throw new DataException($"{file}: truncated: it ends before its header.");
        }

        var (major, minor) = (content[6], content[7]);
        if (major is < 1 or > 3 || minor != 0)
        {
            throw new DataException($"{file}: NPY version {major}.{minor}; 1.0, 2.0 and 3.0 are read.");
        }

        var (start, length) = major == 1
            ? (10, BinaryPrimitives.ReadUInt16LittleEndian(content[8..]))
            : (12, BinaryPrimitives.ReadUInt32LittleEndian(content[8..]));
        if (content.Length - start < length)
        {
            throw new DataException(
                $"{file}: truncated: a header of {length} bytes in a file of {content.Length} bytes.");
        }

        return length <= LongestText
            ? Parse(Encoding.Latin1.GetString(content.Slice(start, (int)length)), major, start + (int)length, file)
            : throw new DataException($"{file}: a header of {length} bytes; NumPy reads at most {LongestText}.");
    }

    /// <summary>
    /// The header of a version 1.0 file of little-endian f4 in C order, padded so that the elements begin at a multiple
    /// of 64 bytes.
    /// </summary>
    public static byte[] Write(IReadOnlyList<int> shape)
    {
        var sizes = shape.Count == 1 ? $"{shape[0]}," : string.Join(", ", shape);
        var text = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({sizes}), }}";
        var padded = ((10 + text.Length + 1 + 63) / 64 * 64) - 10;
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)padded);
        return [.. Magic, 1, 0, .. length, .. Encoding.ASCII.GetBytes(text.PadRight(padded - 1) + "\n")];
    }

    private static NpyHeader Parse(string text, int version, int elementsAt, string file)
    {
        var found = new Dictionary<string, Match>();
        var at = StartPattern().Match(text).Length;
        for (Match entry; at > 0 && (entry = EntryPattern().Match(text, at)).Success; at += entry.Length)
        {
            if (version == 3 && entry.Groups["long"].Success)
            {
                break;
            }

            // As in Python, the last of several entries of one name counts.
            found[entry.Groups["key"].Value] = entry;
        }

        if (!EndPattern().IsMatch(text, at))
        {
            throw Refused($"its header is not understood from character {at + 1} on, '{Shown(text[at..])}'");
        }

        if (new[] { "descr", "fortran_order", "shape" }.FirstOrDefault(k => !found.ContainsKey(k)) is { } lacking)
        {
            throw Refused($"its header lacks '{lacking}'");
        }

        var sizes = found["shape"].Groups["size"].Captures;
        if (sizes.Count > MostDimensions)
        {
            throw new DataException($"{file}: {sizes.Count} dimensions; at most {MostDimensions} are read.");
        }

        var shape = new int[sizes.Count];
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = int.TryParse(sizes[i].ValueSpan, out var size)
                ? size
                : throw new DataException($"{file}: size {sizes[i].Value} in its shape is more than any file holds.");
        }

        return new(TypeOf(found["descr"].Groups["type"].Value, file), found["fortran_order"].Groups["order"].Value
            == "True", shape, elementsAt);

        DataException Refused(string why) => new($"{file}: not an array of numbers that is read: {why}. "
            + "Expected one such as {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)}.");
    }

    /// <summary>The one spelling of a type that NumPy has several for.</summary>
    private static string TypeOf(string name, string file)
    {
        // Without an order, and with = and |, NumPy takes the machine's, which is little-endian wherever .NET runs.
        var order = name.StartsWith('>') ? '>' : '<';
        return (name is ['<' or '>' or '=' or '|', .. var rest] ? rest : name) switch
        {
            "f4" or "f" => order + "f4",
            "f8" or "d" => order + "f8",
            _ when name is "float32" or "single" => "<f4",
            _ when name is "float64" or "double" or "float" or "float_" => "<f8",
            _ => throw new DataException($"{file}: an array of type '{name}'; only f4 and f8 are read, and never "
                + "pickled objects. Save array.astype('float32')."),
        };
    }

    /// <summary>The beginning of a text, without characters that would show as others or as nothing.</summary>
    private static string Shown(string text) =>
        string.Concat(text.Take(40).Select(c => char.IsControl(c) ? $"\\x{(int)c:x2}" : $"{c}"))
            + (text.Length > 40 ? "…" : string.Empty);

    [GeneratedRegex(Start, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex StartPattern();

    [GeneratedRegex(Entry, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex EntryPattern();

    [GeneratedRegex(End, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex EndPattern();
}
