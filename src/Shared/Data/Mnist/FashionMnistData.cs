using Pruning.Shared.Data.Sources;

namespace Pruning.Shared.Data.Mnist;

/// <summary>
/// Articles of clothing in the form of MNIST: 60,000 to train on, 10,000 to test on (Xiao, Rasul, Vollgraf 2017).
/// </summary>
public static class FashionMnistData
{
    private static readonly Lazy<ImageData> Images =
        new(() => ImageData.Load(DataSets.FashionMnist, DataStore.OfMachine()));

    /// <summary>What the labels 0 to 9 stand for, after the table in the data set's own description.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>
    /// The set, fetched at its first use on this machine and read once in this process, 55 MB. Safe on every thread.
    /// </summary>
    /// <exception cref="DataException">The set can neither be found nor fetched; the message has ways out.</exception>
    public static ImageData Load() => Images.Value;
}
