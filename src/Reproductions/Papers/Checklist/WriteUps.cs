namespace Pruning.Reproductions.Papers.Checklist;

/// <summary>
/// The audited write-ups, each read against the recommendations. What only its program shows counts for
/// <see cref="Item.Code"/> alone.
/// </summary>
internal static partial class WriteUps
{
    /// <summary>All write-ups, in the catalogue's order.</summary>
    public static IReadOnlyList<WriteUp> All { get; } = [Dynamic, L1Filters, Sensitivity, Taylor, WeightVsUnit];

    private static Entry Missed(Item item, string remark = "") => new(item, Answer.Missed, Entry.Nowhere, remark);
}
