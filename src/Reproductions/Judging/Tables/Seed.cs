using System.Runtime.InteropServices;

namespace Pruning.Reproductions.Judging.Tables;

/// <summary>
/// What pairs the runs of a table: a whole number of any size, or a text such as the name of a group. Whole numbers
/// come first, by size, then texts in the order of the table.
/// </summary>
/// <param name="Whole">The whole number; 0 of a text.</param>
/// <param name="Text">Rank of a text, from 1, in the order in which texts come up; 0 of a whole number.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Seed(Int128 Whole, int Text)
{
    /// <summary>Seeds in their order.</summary>
    public static IEnumerable<Seed> Order(IEnumerable<Seed> seeds) => seeds.OrderBy(s => s.Text).ThenBy(s => s.Whole);
}
