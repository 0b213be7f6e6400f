using Pruning.Shared.Data;

namespace Pruning.Reproductions.Studies;

/// <summary>The examples of a study in memory.</summary>
/// <param name="Train">What training and validation lists index.</param>
/// <param name="Test">What test lists index; null: the same set.</param>
internal sealed record LoadedSets(DataSet Train, DataSet? Test = null);
