using System.Globalization;

namespace Pruning.Reproductions.Judging.Tables;

/// <summary>Reads the seeds of a table, and numbers those that a replicate's small number cannot name.</summary>
internal sealed class SeedNames
{
    private const int MostTold = 64;

    private readonly Dictionary<string, int> rankOfText = [];
    private readonly List<string> texts = [];

    /// <summary>Numbers of all seeds, in their order; null: each is its own number.</summary>
    private Dictionary<Seed, int>? numbers;

    /// <summary>The seed that a cell names.</summary>
    /// <param name="place">Where it stands, for messages.</param>
    /// <exception cref="AuditException">It is missing, or a fraction.</exception>
    public Seed Read(string? text, string place)
    {
        if (text is null || text.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            throw new AuditException($"{place}: the seed is missing.");
        }

        // .NET would read a number in spite of zero characters after it.
        if (text.Contains('\0'))
        {
            throw new AuditException($"{place}: the seed holds a zero character; write it without.");
        }

        if (Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return new(whole, 0);
        }

        // Data frames write 1.0 where a column has gaps, and 1e+05.
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return decimal.IsInteger(number) ? new((Int128)number, 0)
                : throw new AuditException($"{place}: the seed '{text}' is a fraction; expected a whole number or a "
                    + "name. Is it another column? Say 'columns: {seed: NAME}' in the claims file.");
        }

        if (!rankOfText.TryGetValue(text, out var rank))
        {
            texts.Add(text);
            rankOfText[text] = rank = texts.Count;
        }

        return new(0, rank);
    }

    /// <summary>Numbers the seeds, after the last.</summary>
    public void Finish(IEnumerable<Seed> seeds)
    {
        var all = seeds.ToHashSet();
        if (all.Any(s => s.Text > 0 || s.Whole < int.MinValue || s.Whole > int.MaxValue))
        {
            numbers = Seed.Order(all).Index().ToDictionary(s => s.Item, s => s.Index + 1);
        }
    }

    /// <summary>The number of a seed in replicates and reports: itself, or its place among all.</summary>
    public int NumberOf(Seed seed) => numbers?[seed] ?? (int)seed.Whole;

    /// <summary>The seed as the table has it.</summary>
    public string NameOf(Seed seed) =>
        seed.Text > 0 ? texts[seed.Text - 1] : seed.Whole.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the numbers stand for; null where they are the seeds themselves.</summary>
    public string? Legend() => numbers is null ? null
        : string.Join(", ", numbers.OrderBy(n => n.Value).Take(MostTold).Select(n => $"{n.Value} = {NameOf(n.Key)}"))
            + (numbers.Count > MostTold ? $" and {numbers.Count - MostTold} more" : string.Empty);
}
