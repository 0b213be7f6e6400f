namespace Pruning.Reproductions.Auditing;

/// <summary>A write-up under audit. Every class in this assembly that implements it is audited.</summary>
public interface IDocument
{
    /// <summary>First part of its claims' ids.</summary>
    string Id { get; }

    string Title { get; }

    /// <summary>Its claims, in the order of the report.</summary>
    IReadOnlyList<Claim> Claims { get; }
}
