namespace Pruning.Reproductions.Papers.Checklist;

/// <summary>How a write-up answers a recommendation.</summary>
/// <param name="Place">Sections of the write-up, or <see cref="Nowhere"/>.</param>
/// <param name="Remark">What is there, or what is missing; empty: nothing to add.</param>
internal sealed record Entry(Item Item, Answer Answer, string Place, string Remark = "")
{
    public const string Nowhere = "nowhere";

    /// <summary>The place with the remark.</summary>
    public string Text => Remark.Length == 0 ? Place : $"{Place} ({Remark})";
}
