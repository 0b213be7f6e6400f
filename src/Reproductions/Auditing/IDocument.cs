namespace Pruning.Reproductions.Auditing;

/// <summary>
/// A document under audit. Every class of this assembly that implements it and takes no arguments is audited.
/// </summary>
public interface IDocument
{
    /// <summary>Prefix of its claims' ids.</summary>
    string Id { get; }

    string Title { get; }

    /// <summary>Its claims, in the order of the report.</summary>
    IReadOnlyList<Claim> Claims { get; }
}
