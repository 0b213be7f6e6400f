namespace Pruning.Reproductions.Auditing;

/// <summary>One checkable statement of a document.</summary>
/// <param name="Id"><c>document/claim</c>.</param>
/// <param name="Section">Where the document says it.</param>
/// <param name="Statement">What it claims, in this project's words.</param>
/// <param name="Rule">How the measurements are judged; its margins are fixed before any run.</param>
public sealed record Claim(string Id, string Section, string Statement, Published Published, Experiment Experiment, Rule Rule)
{
    /// <summary>What a reader of the verdict must know beside the figures, said from the replicates; null: nothing.</summary>
    public Func<IReadOnlyList<Replicate>, string>? Remark { get; init; }

    /// <summary>The arms that the rule looks at.</summary>
    public IReadOnlySet<string> Arms { get; } = Rule.Quantities.SelectMany(q => q.Arms).ToHashSet();

    /// <summary>Judges a reading's replicates by the claim's rule.</summary>
    public Judgement Judge(IReadOnlyList<Replicate> replicates, Reading reading)
    {
        var judgement = Rule.Judge(replicates, reading.Generality);
        return Remark is null ? judgement : judgement with { Notes = [Remark(replicates), .. judgement.Notes] };
    }

    /// <summary>Whether a metric, <c>arm.metric</c>, is of one of those arms.</summary>
    public bool Concerns(string metric) => Arms.Any(arm => metric.StartsWith(arm + ".", StringComparison.Ordinal));

    /// <summary>The experiment's readings that can differ for this claim: the primary one and those that move one of its arms.</summary>
    public IReadOnlyList<Reading> Readings => [.. Experiment.Readings.Where(r => r.Primary || r.Moved.Overlaps(Arms))];
}

/// <summary>A write-up under audit. Every class in this assembly that implements it is audited.</summary>
public interface IDocument
{
    /// <summary>First part of its claims' ids.</summary>
    string Id { get; }

    string Title { get; }

    /// <summary>Its claims, the cheapest experiments first.</summary>
    IReadOnlyList<Claim> Claims { get; }
}
