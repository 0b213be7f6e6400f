using Pruning.Shared.Data.Sources;

namespace Pruning.Shared.Data.Mnist;

/// <summary>The handwritten digits: 60,000 to train on, 10,000 to test on.</summary>
public static class MnistData
{
    private static readonly Lazy<ImageData> Images = new(() => ImageData.Load(DataSets.Mnist, DataStore.OfMachine()));

    /// <summary>
    /// The set, fetched at its first use on this machine and read once in this process, 55 MB. Safe on every thread.
    /// </summary>
    /// <exception cref="DataException">The set can neither be found nor fetched; the message has ways out.</exception>
    public static ImageData Load() => Images.Value;
}
