using Pruning.Reproductions.Auditing;

namespace Pruning.Tests.Reproductions.Adding;

/// <summary>Most single runs lie above a figure.</summary>
internal sealed record MajorityRule(Quantity Quantity, double Least) : Rule
{
    public override string Kind => "majority";

    public override IEnumerable<Quantity> Quantities => [Quantity];

    public override Presentation Presentation => new()
    {
        Method = Sentence.Of($"Reproduced where most runs lie above {Least}."),
        IsDifference = true,
        Interval = "the range of all runs",
        Acceptance = new(Least, null),
        SingleRuns = "lie above it",
    };

    protected override Judgement Conclude(Differences differences, InferenceScope scope, double level)
    {
        double[] values = [.. differences.Columns[0].Values.OfType<double>()];
        int[] above = [.. Enumerable.Range(0, values.Length).Where(i => values[i] > Least)];
        return new()
        {
            Kind = Kind,
            Verdict = 2 * above.Length > values.Length ? Verdict.Reproduced : Verdict.Contradicted,
            N = differences.Seeds.Count,
            Quantity = Quantity.Name,
            Estimate = values.Order().ElementAt(values.Length / 2),
            Lower = values.Min(),
            Upper = values.Max(),
            Values = values,
            PublishedMark = Least,
            Showing = above,
            SingleRunShare = (double)above.Length / values.Length,
        };
    }
}
