namespace Pruning.Reproductions.Papers.Checklist;

/// <summary>
/// Claims on how pruning is reported, after Blalock, Gonzalez Ortiz, Frankle and Guttag (2020), arXiv 2003.03033.
/// </summary>
internal sealed class ReportingDocument : IDocument
{
    private readonly FigureStudy checklist = ReportingChecklist.Study;
    private readonly Study<SizeAndSpeedStudy> sizes = SizeAndSpeedStudy.Study;

    public ReportingDocument() => Claims = [.. ChecklistClaims(), .. SizeClaims()];

    /// <summary>
    /// Levels at which the net of two convolutions, of 6,120 weights, is compared, in per cent: compression of 2 to 10.
    /// </summary>
    private static IReadOnlyList<int> Small { get; } = [50, 75, 90];

    /// <summary>The same for LeNet, which has 43 times as many: compression of 10 to 50.</summary>
    private static IReadOnlyList<int> Large { get; } = [90, 95, 98];

    /// <summary>
    /// Levels of equal shares at whose speed-ups, 2 and 4, nets are compared: beyond, no level in one pool is as fast.
    /// </summary>
    private static IReadOnlyList<int> AtSpeed { get; } = [50, 75];

    /// <summary>Smallest difference of accuracies of interest: a tenth of a point.</summary>
    private const double OfInterest = 0.001;

    public string Id => "reporting";

    public string Title => "What is the State of Neural Network Pruning?";

    public IReadOnlyList<Claim> Claims { get; }

    private IEnumerable<Claim> ChecklistClaims() =>
    [
        new("reporting/checklist", "Recommendations; Checklist in the appendix",
            $"The {WriteUps.All.Count} write-ups audited here meet all of its {ReportingChecklist.Items.Count} "
            + "recommendations for reporting",
            Published.Nothing($"not fully met, of {ReportingChecklist.Entries}"), checklist,
            new ExactRule([.. WriteUps.All.Select(w => w.Id).Prepend("all").Select(NothingIsLeft)]))
        {
            Note = (_, _) => ReportingChecklist.Summary(),
            Words = ReportingChecklist.Words,
        },
    ];

    private IEnumerable<Claim> SizeClaims() =>
    [
        new("reporting/size-is-not-speed", "Section on metrics: compression and theoretical speed-up",
            "Size is not speed: at the same compression pruning in one pool over all layers is more accurate, at the same "
                + "theoretical speed-up pruning the same share of each",
            Published.Nothing("fraction"), sizes,
            new CompositeRule([
                new DirectionRule(AtSameSize(SizeAndSpeedStudy.Nets[1], Small), OfInterest: OfInterest),
                new DirectionRule(AtSameSize(SizeAndSpeedStudy.Nets[0], Large), OfInterest: OfInterest),
                new DirectionRule(AtSameSpeed(SizeAndSpeedStudy.Nets[1]), OfInterest: OfInterest)]))
        {
            Note = (replicates, _) =>
                "In a net of linear layers alone every weight is one multiply-accumulate, so the two are the same. "
                + string.Join(" ", SizeAndSpeedStudy.Nets.Select(net => Describe(replicates, net))),
        },
    ];

    /// <summary>The mean over levels of the accuracy in one pool, less that of equal shares, at as many weights.</summary>
    private static Quantity AtSameSize(string net, IReadOnlyList<int> levels) => new(
        $"{net}: global − layerwise at the same compression, mean over {Text(levels)}",
        [$"{net}Global@{levels[0]}", $"{net}Layerwise@{levels[0]}"],
        r => levels.Average(k => r.Values[Accuracy(net, "Global", k)] - r.Values[Accuracy(net, "Layerwise", k)]),
        r => Mean([.. levels.Select(k => Subtract(r.Examples[Accuracy(net, "Global", k)],
            r.Examples[Accuracy(net, "Layerwise", k)]))]))
    {
        IsDifference = true,
    };

    /// <summary>
    /// The mean over levels of the accuracy of equal shares, less that in one pool with as many multiply-accumulates,
    /// interpolated between levels. Where even the largest level has more, that level counts, to the claim's cost.
    /// </summary>
    private static Quantity AtSameSpeed(string net) => new(
        $"{net}: layerwise − global at the same theoretical speed-up, mean over {Text(AtSpeed)}",
        [net, $"{net}Global@{AtSpeed[0]}", $"{net}Layerwise@{AtSpeed[0]}"],
        r => AtSpeed.Average(k => r.Values[Accuracy(net, "Layerwise", k)] - Between(r, net, k, m => r.Values[m])),
        r => Mean([.. AtSpeed.Select(k => Subtract(r.Examples[Accuracy(net, "Layerwise", k)],
            Interpolated(r, net, k)))]))
    {
        IsDifference = true,
    };

    private static double[] Interpolated(Replicate r, string net, int level)
    {
        var (above, below, share) = Neighbours(r, net, level);
        return [.. r.Examples[above].Zip(r.Examples[below], (a, b) => a + (share * (b - a)))];
    }

    private static double Between(Replicate r, string net, int level, Func<string, double> value)
    {
        var (above, below, share) = Neighbours(r, net, level);
        return value(above) + (share * (value(below) - value(above)));
    }

    /// <summary>
    /// The accuracies in one pool with the next more and the next fewer multiply-accumulates than equal shares have at a
    /// level, and how far between them these lie.
    /// </summary>
    private static (string Above, string Below, double Share) Neighbours(Replicate r, string net, int level)
    {
        var macs = r.Values[$"{net}Layerwise@{level}.macsLeft"];
        var above = net;
        foreach (var below in SizeAndSpeedStudy.Levels.Select(k => $"{net}Global@{k}"))
        {
            var (more, fewer) = (r.Values[$"{above}.macsLeft"], r.Values[$"{below}.macsLeft"]);
            if (fewer <= macs)
            {
                return ($"{above}.testAccuracy", $"{below}.testAccuracy", more == fewer ? 1
                    : (more - macs) / (more - fewer));
            }

            above = below;
        }

        return ($"{above}.testAccuracy", $"{above}.testAccuracy", 1);
    }

    private static string Describe(IReadOnlyList<Replicate> replicates, string net) =>
        $"{net}: " + string.Join("; ", (net == SizeAndSpeedStudy.Nets[0] ? Large : Small).Select(k => string.Join(", ", new[] { "Global", "Layerwise" }.Select(s =>
            $"{s.ToLowerInvariant()} {ResultText.Accuracy(replicates, $"{net}{s}@{k}")} and a theoretical speed-up of "
            + $"{replicates.Average(r => r.Values[$"{net}{s}@{k}.theoreticalSpeedup"]):0.00}")) + $" without {k} %")) + ".";

    private static string Accuracy(string net, string scope, int level) => $"{net}{scope}@{level}.testAccuracy";

    private static string Text(IReadOnlyList<int> levels) => string.Join(", ", levels) + " %";

    private static double[] Subtract(IReadOnlyList<double> a, IReadOnlyList<double> b) =>
        [.. a.Zip(b, (x, y) => x - y)];

    private static double[] Mean(double[][] rows) =>
        [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Average(row => row[i]))];

    private static ExactCheck NothingIsLeft(string of) =>
        new(Quantity.Metric($"{of}.notFullyMet"), "0", left => left == 0);
}
