namespace Pruning.Reproductions.Papers.Checklist;

/// <summary>The write-ups against the recommendations: counts for the verdict, words for the reader.</summary>
internal static class ReportingChecklist
{
    /// <summary>All recommendations, in order.</summary>
    public static IReadOnlyList<Item> Items { get; } = Enum.GetValues<Item>();

    /// <summary>Number of answers over all write-ups.</summary>
    public static int Entries => WriteUps.All.Sum(w => w.Entries.Count);

    /// <summary>
    /// For each write-up and for <c>all</c>: <c>items</c>, of which <c>met</c>, <c>partly</c> and <c>missed</c>;
    /// <c>notFullyMet</c> is the last two together.
    /// </summary>
    public static FigureStudy Study { get; } = new("reporting/checklist", "these write-ups", () =>
        WriteUps.All.Append(new("all", [.. WriteUps.All.SelectMany(w => w.Entries)])).SelectMany(Figures)
            .ToDictionary(f => f.Metric, f => f.Value));

    /// <summary>Every answer with its place: recommendations by write-ups.</summary>
    public static TextTable Words { get; } = new(
        "The recommendations by write-up: ✓ met, partly, – not met; then where it stands, with what is there or lacks",
        "Recommendation", [.. Items.Select(Text)], [.. WriteUps.All.Select(w => w.Id)],
        [.. Items.SelectMany(item => WriteUps.All.Select(w => Cell(w.Entries.Single(e => e.Item == item))))]);

    /// <summary>A recommendation, in this project's words.</summary>
    public static string Text(Item item) => item switch
    {
        Item.Context => "Set among earlier pruning methods, recent ones and some from before 2010",
        Item.Algorithm => "What is pruned, by which score, how much and what follows, well enough to repeat it",
        Item.Code => "Points to code that can be downloaded",
        Item.Architecture => "The net, well enough to build it again",
        Item.Training => "Optimizer and its settings, batch, length, initial values",
        Item.Data => "Data set, split, preprocessing and augmentation",
        Item.Tools => "Library and hardware",
        Item.Range => "Results over a range of compression, to where accuracy falls",
        Item.RawAccuracy => "The accuracy itself at every point, not differences alone",
        Item.Runs => "Several seeds, with mean and spread",
        Item.Compression => "Compression ratio, or sizes that it follows from",
        Item.SpeedUp => "Theoretical speed-up: multiply-accumulates before and after",
        Item.Random => "Random pruning as a baseline",
        Item.Magnitude => "Magnitude pruning as a baseline",
        Item.Others => "Other methods beside it, and how their figures were obtained",
        _ => throw new ArgumentOutOfRangeException(nameof(item), item, null),
    };

    /// <summary>The counts in words.</summary>
    public static string Summary() =>
        $"Of {Entries} answers {WriteUps.All.Sum(w => w.Count(Answer.Met))} are met, "
            + $"{WriteUps.All.Sum(w => w.Count(Answer.Partly))} partly, "
            + $"{WriteUps.All.Sum(w => w.Count(Answer.Missed))} not. Met by none, not even in part: "
            + $"{string.Join("; ", Items.Where(NowhereMet).Select(Text))}.";

    private static bool NowhereMet(Item item) =>
        WriteUps.All.All(w => w.Entries.Single(e => e.Item == item).Answer == Answer.Missed);

    private static TextCell Cell(Entry entry) => entry.Answer switch
    {
        Answer.Met => new("✓", entry.Text),
        Answer.Partly => new("partly", entry.Text),
        _ => new("–", entry.Text),
    };

    private static IEnumerable<(string Metric, double Value)> Figures(WriteUp of) =>
    [
        ($"{of.Id}.items", of.Entries.Count),
        ($"{of.Id}.met", of.Count(Answer.Met)),
        ($"{of.Id}.partly", of.Count(Answer.Partly)),
        ($"{of.Id}.missed", of.Count(Answer.Missed)),
        ($"{of.Id}.notFullyMet", of.Entries.Count - of.Count(Answer.Met)),
    ];
}
