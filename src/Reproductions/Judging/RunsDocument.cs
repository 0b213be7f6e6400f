namespace Pruning.Reproductions.Judging;

/// <summary>The document of a claims file, its claims joined with the runs of a table.</summary>
internal sealed class RunsDocument(string id, string title, IReadOnlyList<Claim> claims) : IDocument
{
    public string Id => id;

    public string Title => title;

    public IReadOnlyList<Claim> Claims => claims;
}
