namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>The single runs of a claim's primary reading as they are drawn: values, bins and their axis.</summary>
internal sealed class SingleRuns
{
    private SingleRuns(FigureFormat format, ReadingResult reading)
    {
        Format = format;
        var judgement = reading.Judgement;
        var showing = (judgement.Showing ?? []).ToHashSet();
        var seeds = RunSeeds.Of(reading);
        Runs = [.. judgement.Values.Select((v, i) => (Value: v * format.Factor, showing.Contains(i), seeds?[i]))
            .Where(run => double.IsFinite(run.Value)).OrderBy(run => run.Value)];
        Published = judgement.PublishedMark * format.Factor;
        Histogram = Histogram.Of([.. Runs.Select(r => r.Value)]);
        double?[] also = [Published, format.Signed ? 0 : null];
        Axis = Axis.Over(Histogram.Edges.Concat(also.OfType<double>()), padding: 0.03);
    }

    /// <summary>Format of the values.</summary>
    public FigureFormat Format { get; }

    /// <summary>
    /// The runs in ascending order of their values, in printed units: whether each shows as much as published, and its
    /// seed where that is known.
    /// </summary>
    public IReadOnlyList<(double Value, bool Shows, int? Seed)> Runs { get; }

    /// <summary>The published figure, in printed units; null: none.</summary>
    public double? Published { get; }

    /// <summary>Their bins.</summary>
    public Histogram Histogram { get; }

    /// <summary>Their axis, in printed units.</summary>
    public Axis Axis { get; }

    /// <summary>Null where the reading has no single-run values or its figure is exact.</summary>
    public static SingleRuns? Of(ClaimResult claim)
    {
        var primary = claim.Primary.Judgement;
        var format = FigureFormat.Of(claim.Published.Unit, primary);
        return primary.Presentation.Interval is not null
            && primary.Values.Any(v => double.IsFinite(v * format.Factor)) ? new(format, claim.Primary) : null;
    }

    /// <summary>A value in printed units, without its unit.</summary>
    public string Print(double scaled) => Format.Number(scaled / Format.Factor);
}
