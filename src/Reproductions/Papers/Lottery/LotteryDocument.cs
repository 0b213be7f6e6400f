namespace Pruning.Reproductions.Papers.Lottery;

/// <summary>
/// Claims on lottery tickets (Frankle and Carbin 2019, The Lottery Ticket Hypothesis: Finding Sparse, Trainable Neural
/// Networks, ICLR, arXiv 1803.03635), for its fully-connected net.
/// </summary>
internal sealed class LotteryDocument : IDocument
{
    private const string Section = "Section 2, winning tickets in fully-connected networks";

    /// <summary>Smallest difference of accuracies of interest: a tenth of a point, ten test images.</summary>
    private const double OfInterest = 0.001;

    /// <summary>Smallest difference of times of interest, as a share.</summary>
    private const double ShareOfInterest = 0.02;

    private const double Earlier = 0.38;
    private const double Gain = 0.003;
    private const double Slower = 1.51;

    private readonly Study<LotteryStudy> study = LotteryStudy.Study;

    public LotteryDocument() => Claims = [.. TicketClaims(), .. ControlClaims()];

    public string Id => "lottery";

    public string Title => "The Lottery Ticket Hypothesis";

    public IReadOnlyList<Claim> Claims { get; }

    private IEnumerable<Claim> TicketClaims() =>
    [
        new("lottery/learns-faster", Section,
            "With 21 % of the weights left, a ticket’s validation loss is lowest earlier in training than the dense net’s",
            new(Earlier, Earlier, "share", "38.0 % earlier"), study,
            new CompositeRule([
                new DirectionRule(Saved, Earlier, ShareOfInterest), new SizeRule(Saved, Earlier)]))
        {
            Note = (replicates, _) => "Mean steps to the lowest validation loss: " + string.Join(", ",
                Families.Select(f => $"{f} {replicates.Average(r => r.Values[$"{f}.earlyStop"]):#,0}"))
                + ". Records every 100 steps; still lowest at the last one: " + string.Join(", ",
                Families.Select(f => $"{f} {replicates.Count(r => r.Values[$"{f}.stillFalling"] == 1)}"))
                + $" of {replicates.Count} nets.",
        },
        new("lottery/more-accurate", Section,
            "With 13.5 % of the weights left, a ticket is more accurate there than the dense net",
            new(Gain, Gain, "fraction", "0.30 pp more"), study,
            new CompositeRule([
                new DirectionRule(Accuracy("ticket@9", "dense"), Gain, OfInterest),
                new SizeRule(Accuracy("ticket@9", "dense"), Gain)]))
        {
            Note = (replicates, _) => Accuracies(replicates, "ticket"),
        },
        new("lottery/level-at-3.6", Section,
            "With 3.6 % of the weights left, a ticket is as accurate as the dense net",
            new(null, 0, "fraction", "as the dense net"), study,
            new EquivalenceRule(Accuracy("ticket@15", "dense"), Gain)),
    ];

    private IEnumerable<Claim> ControlClaims() =>
    [
        new("lottery/reinitialised-loses", Section,
            "With 21 % of the weights left and new random values, the same masks learn more slowly and end less accurate",
            new(2.51, Slower, "times", "2.51 times as slow, 0.5 pp less accurate"), study,
            new CompositeRule([
                new DirectionRule(new("(reinitialised@7.earlyStop − ticket@7.earlyStop) / ticket@7.earlyStop",
                    ["reinitialised@7", "ticket@7"],
                    r => (r.Values["reinitialised@7.earlyStop"] / r.Values["ticket@7.earlyStop"]) - 1)
                {
                    IsDifference = true,
                }, Slower, ShareOfInterest),
                new DirectionRule(Accuracy("ticket@7", "reinitialised@7"), 0.005, OfInterest)]))
        {
            Note = (replicates, _) => Accuracies(replicates, "reinitialised")
                + $" Shuffled within their layers and reset, the masks of 21 % give "
                + $"{ResultText.Accuracy(replicates, "shuffled@7")}, in "
                + $"{replicates.Average(r => r.Values["shuffled@7.earlyStop"]):#,0} steps.",
        },
        new("lottery/one-shot-weaker", "Section 2, one-shot pruning",
            "Tickets of one round fall behind those of many, with 13.5 % of the weights left and fewer",
            Published.Nothing("fraction"), study,
            new CompositeRule([.. new[] { 9, 12, 15 }.Select(round =>
                new DirectionRule(Accuracy($"ticket@{round}", $"oneShot@{round}"), OfInterest: OfInterest))]))
        {
            Note = (replicates, _) => Accuracies(replicates, "oneShot"),
        },
    ];

    private static string[] Families { get; } = ["dense", "ticket@7", "reinitialised@7", "oneShot@7", "shuffled@7"];

    /// <summary>The share of the dense net's steps that a ticket saves.</summary>
    private static Quantity Saved { get; } = new(
        "(dense.earlyStop − ticket@7.earlyStop) / dense.earlyStop", ["dense", "ticket@7"],
        r => 1 - (r.Values["ticket@7.earlyStop"] / r.Values["dense.earlyStop"]))
    {
        IsDifference = true,
    };

    private static Quantity Accuracy(string better, string worse) =>
        Quantity.Difference($"{better}.testAccuracy", $"{worse}.testAccuracy");

    private static string Accuracies(IReadOnlyList<Replicate> replicates, string family) =>
        $"Mean test accuracy where validation loss is lowest: dense {ResultText.Accuracy(replicates, "dense")}; {family} "
        + string.Join(", ", LotteryStudy.Rounds.Skip(1).Select(n =>
            $"{ResultText.Accuracy(replicates, $"{family}@{n}")} with "
            + $"{100 / replicates[0].Values[$"{family}@{n}.compression"]:0.0} % left")) + ".";
}
