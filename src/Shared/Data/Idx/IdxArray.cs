namespace Pruning.Shared.Data.Idx;

/// <summary>An array of bytes as an IDX file holds it.</summary>
/// <param name="Shape">Sizes, slowest first; at least one.</param>
/// <param name="Values">The elements, the last dimension running fastest; a view of the file's content.</param>
public sealed record IdxArray(IReadOnlyList<int> Shape, ReadOnlyMemory<byte> Values);
