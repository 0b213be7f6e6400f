using Pruning.Shared.Data.Sources;

namespace Pruning.Shared.Data.Mnist;

/// <summary>The handwritten digits: 60,000 to train on, 10,000 to test on.</summary>
public static class MnistData
{
    private static readonly LoadedOnce Set = new(DataSets.Mnist);

    /// <summary>The set, fetched at its first use on this machine and read once in this process, 55 MB. Safe on every thread.</summary>
    /// <param name="log">Who is told how fetching goes; default: the standard error.</param>
    /// <exception cref="DataException">It can neither be found nor fetched; the message tells the ways out.</exception>
    public static ImageData Load(FetchLog? log = null) => Set.Load(log);
}
