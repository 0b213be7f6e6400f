namespace Pruning.Reproductions.Studies;

/// <summary>Marks on the entries of a table.</summary>
/// <param name="Meaning">Meaning of a marked entry: <c>pruned</c>.</param>
/// <param name="At">Whether each entry is marked, in the order of the table's values.</param>
public sealed record TableMarks(string Meaning, IReadOnlyList<bool> At);
