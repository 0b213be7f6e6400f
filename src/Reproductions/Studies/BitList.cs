using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Pruning.Reproductions.Studies;

/// <summary>A list of zeros and ones, stored as bits.</summary>
public sealed class BitList : IReadOnlyList<double>
{
    private readonly byte[] bytes;

    private BitList(byte[] bytes, int count) => (this.bytes, Count) = (bytes, count);

    public int Count { get; }

    public double this[int index] => index >= 0 && index < Count
        ? (bytes[index / 8] >> (index % 8)) & 1
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The list has {Count} values.");

    /// <summary>Whether a list holds only zeros and ones, at least 64 of them.</summary>
    public static bool Fits(IReadOnlyList<double> values) =>
        values is BitList || (values.Count >= 64 && values.All(v => v is 0 or 1));

    public static BitList Of(IReadOnlyList<double> values)
    {
        if (values is BitList bits)
        {
            return bits;
        }

        var packed = new byte[(values.Count + 7) / 8];
        for (var i = 0; i < values.Count; i++)
        {
            packed[i / 8] |= (byte)(values[i] == 0 ? 0 : 1 << (i % 8));
        }

        return new(packed, values.Count);
    }

    /// <summary>Formats the list: the count, a colon, and the bits in base64, lowest bit first.</summary>
    public string ToText() => $"{Count}:{Convert.ToBase64String(bytes)}";

    /// <exception cref="JsonException">The text is not a list of bits.</exception>
    public static BitList Parse(string text)
    {
        var colon = text.IndexOf(':');
        var decoded = new byte[text.Length];
        return colon > 0 && int.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture,
            out var count) && Convert.TryFromBase64String(text[(colon + 1)..], decoded, out var length)
            && length == (count + 7) / 8
            ? new(decoded[..length], count)
            : throw new JsonException("A list of bits is damaged.");
    }

    public IEnumerator<double> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
