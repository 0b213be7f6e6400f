namespace Pruning.Reproductions.Auditing;

/// <summary>One checkable statement of a document.</summary>
/// <param name="Id"><c>document/claim</c>.</param>
/// <param name="Section">Where the document says it.</param>
/// <param name="Statement">What it claims, in this project's words.</param>
/// <param name="Rule">How the measurements are judged; its margins are fixed before any run.</param>
public sealed record Claim(string Id, string Section, string Statement, Published Published, Experiment Experiment, Rule Rule)
{
    /// <summary>The arms that the rule looks at.</summary>
    public IReadOnlySet<string> Arms { get; } = Rule.Quantities.SelectMany(q => q.Arms).ToHashSet();

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
