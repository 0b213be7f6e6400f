using Pruning.Shared.Data.Sources;

namespace Pruning.Shared.Data.Mnist;

/// <summary>Articles of clothing in the form of MNIST: 60,000 to train on, 10,000 to test on (Xiao, Rasul, Vollgraf 2017).</summary>
public static class FashionMnistData
{
    private static readonly LoadedOnce Set = new(DataSets.FashionMnist);

    /// <summary>What the labels 0 to 9 stand for, after the table of labels in the data set's own description.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <inheritdoc cref="MnistData.Load"/>
    public static ImageData Load(FetchLog? log = null) => Set.Load(log);
}
