using Pruning.Shared.Data;

namespace Pruning.Reproductions.Studies;

/// <summary>A study's examples in memory.</summary>
/// <param name="Train">The set indexed by training and validation lists.</param>
/// <param name="Test">The set indexed by test lists; null: the same set.</param>
internal sealed record LoadedSets(DataSet Train, DataSet? Test = null);
