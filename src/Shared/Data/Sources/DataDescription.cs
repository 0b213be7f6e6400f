namespace Pruning.Shared.Data.Sources;

/// <summary>A data set that is too large to travel with the code: its files, and where they can be fetched.</summary>
/// <param name="Name">Lower case; also the name of its folder.</param>
/// <param name="Origins">From where its files can be fetched, in the order in which that is tried.</param>
public sealed record DataDescription(string Name, IReadOnlyList<DataFile> Files, IReadOnlyList<IDataOrigin> Origins);
