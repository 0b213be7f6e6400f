namespace Pruning.Reproductions.Auditing;

/// <summary>A cell of a table of words.</summary>
/// <param name="Short">All that is shown where there is little room: <c>partly</c>.</param>
/// <param name="Detail">What follows where there is more; empty: nothing.</param>
public sealed record TextCell(string Short, string Detail = "")
{
    /// <summary>Both parts: <c>partly · Trials</c>.</summary>
    public override string ToString() => Detail.Length == 0 ? Short : $"{Short} · {Detail}";
}
