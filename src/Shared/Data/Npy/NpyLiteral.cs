namespace Pruning.Shared.Data.Npy;

/// <summary>
/// Reads the one Python literal that a header may be: <c>{'descr': '…', 'fortran_order': True|False, 'shape': (…)}</c>, its entries in any
/// order. Nothing else of Python is understood, so nothing can be run.
/// </summary>
internal ref struct NpyLiteral(ReadOnlySpan<byte> text, string file)
{
    private const int MostDimensions = 8;
    private readonly ReadOnlySpan<byte> text = text;
    private int at;

    /// <summary>The whole literal and nothing behind it but blanks.</summary>
    /// <exception cref="DataException">Anything else.</exception>
    public (string Descr, bool FortranOrder, int[] Shape) Dictionary()
    {
        string? descr = null;
        bool? fortran = null;
        int[]? shape = null;
        Expect('{');
        while (!Next('}'))
        {
            var key = Word();
            Expect(':');
            switch (key)
            {
                case "descr" when descr is null:
                    descr = Type();
                    break;
                case "fortran_order" when fortran is null:
                    fortran = Truth();
                    break;
                case "shape" when shape is null:
                    shape = Sizes();
                    break;
                default:
                    throw Fault($"a second or unknown entry '{key}'");
            }

            if (!Next(','))
            {
                Expect('}');
                break;
            }
        }

        SkipBlanks();
        if (at < text.Length)
        {
            throw Fault("something behind the dictionary");
        }

        return descr is null || fortran is null || shape is null
            ? throw Fault("no 'descr', 'fortran_order' or 'shape'")
            : (descr, fortran.Value, shape);
    }

    private string Type()
    {
        if (Next('[') || Next('('))
        {
            throw new DataException($"{file}: a structured array (records of several fields); only arrays of f4 or f8 are read.");
        }

        return Word();
    }

    private string Word()
    {
        SkipBlanks();
        if (at == text.Length || text[at] is not ((byte)'\'' or (byte)'"'))
        {
            throw Fault("no quoted word");
        }

        var rest = text[(at + 1)..];
        var end = rest.IndexOf(text[at]);
        if (end < 0 || rest[..end].ContainsAnyExceptInRange((byte)' ', (byte)'~') || rest[..end].Contains((byte)'\\'))
        {
            throw Fault("a quoted word that does not end, or is not plain");
        }

        at += end + 2;
        return System.Text.Encoding.ASCII.GetString(rest[..end]);
    }

    private bool Truth()
    {
        SkipBlanks();
        foreach (var (word, value) in new[] { ("True", true), ("False", false) })
        {
            if (at + word.Length <= text.Length && System.Text.Ascii.Equals(text.Slice(at, word.Length), word))
            {
                at += word.Length;
                return value;
            }
        }

        throw Fault("neither True nor False");
    }

    private int[] Sizes()
    {
        var sizes = new List<int>();
        Expect('(');
        while (!Next(')'))
        {
            sizes.Add(Size());
            if (sizes.Count > MostDimensions)
            {
                throw new DataException($"{file}: more than {MostDimensions} dimensions.");
            }

            if (!Next(','))
            {
                // (3) is a number, (3,) a shape.
                Expect(sizes.Count == 1 ? ',' : ')');
                break;
            }
        }

        return [.. sizes];
    }

    private int Size()
    {
        SkipBlanks();
        var digits = text[at..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        digits = digits < 0 ? text.Length - at : digits;
        if (!int.TryParse(text.Slice(at, digits), out var size))
        {
            throw Fault("a size that is not a whole number from 0 to 2147483647");
        }

        at += digits;
        return size;
    }

    private void Expect(char sign)
    {
        if (!Next(sign))
        {
            throw Fault($"no '{sign}'");
        }
    }

    private bool Next(char sign)
    {
        SkipBlanks();
        if (at == text.Length || text[at] != sign)
        {
            return false;
        }

        at++;
        return true;
    }

    private void SkipBlanks()
    {
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\n')
        {
            at++;
        }
    }

    private readonly DataException Fault(string what) => new($"{file}: not a header that NumPy writes: {what} at character {at + 1} of it.");
}
