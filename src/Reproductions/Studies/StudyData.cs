using Pruning.Shared.Data;
using Pruning.Shared.Data.Iris;
using Pruning.Shared.Data.Mnist;
using Pruning.Shared.Data.Penguins;
using Pruning.Shared.Randomness;

namespace Pruning.Reproductions.Studies;

/// <summary>The examples of a study, and each replicate's split of them.</summary>
/// <param name="Id">
/// Name of set and split, part of the hashes of arms: <c>mnist</c>, <c>penguins/reshuffled</c>.
/// </param>
/// <param name="TrainCount">Training examples of a replicate.</param>
/// <param name="TestCount">Test examples of a replicate.</param>
/// <param name="Load">Loads the examples; called once per session.</param>
internal sealed record StudyData(string Id, int TrainCount, int TestCount, Func<LoadedSets> Load)
{
    /// <summary>
    /// Draws a replicate's split from its seed; null: the whole training set for training, the whole test set for
    /// testing.
    /// </summary>
    public Func<int, Split>? SplitOf { get; init; }

    /// <summary>
    /// n_test / n_train where every replicate draws its own split of the same examples; null: the split is fixed.
    /// </summary>
    public double? TestShare { get; init; }

    /// <summary>The 60,000 training and 10,000 test images of MNIST.</summary>
    public static StudyData Mnist { get; } = Images("mnist", () => MnistData.Load());

    /// <summary>MNIST's test images alone.</summary>
    public static StudyData MnistTest { get; } = new("mnist/test", 10_000, 10_000,
        () => new(MnistData.Load().Test.ToDataSet()));

    /// <summary>The 60,000 training and 10,000 test images of Fashion-MNIST.</summary>
    public static StudyData FashionMnist { get; } = Images("fashion-mnist", () => FashionMnistData.Load());

    /// <summary>Fashion-MNIST's test images, for nets trained and tested on the same images.</summary>
    public static StudyData FashionMnistTest { get; } =
        new("fashion-mnist/test", 10_000, 10_000, () => new(FashionMnistData.Load().Test.ToDataSet()));

    /// <summary>The penguins with their published split of 200, 100 and 33.</summary>
    public static StudyData Penguins { get; } =
        new("penguins/published", 200, 33, () => new(PenguinData.Instance.Examples))
        {
            SplitOf = _ => PenguinData.Instance.PublishedSplit,
        };

    /// <summary>The penguins with a split of the same sizes drawn anew by every replicate.</summary>
    public static StudyData PenguinsReshuffled { get; } = Penguins with
    {
        Id = "penguins/reshuffled",
        SplitOf = seed => PenguinData.Instance.PublishedSplit.Reshuffle(
            PenguinData.Instance.Examples.Count, new RandomStream(seed, "split")),
        TestShare = 33.0 / 200,
    };

    /// <summary>
    /// The irises in decimetres; each replicate draws 40 flowers of each species for training and 10 for testing.
    /// </summary>
    public static StudyData Iris { get; } = IrisIn(unit: 10);

    /// <summary>The irises in another unit.</summary>
    /// <param name="unit">The unit in centimetres: 10 for decimetres.</param>
    public static StudyData IrisIn(double unit) =>
        new($"iris/{unit}", 120, 30, () => new(IrisData.Instance.ExamplesIn(unit)))
        {
            SplitOf = seed => IrisData.Instance.Draw(new RandomStream(seed, "split")),
            TestShare = 30.0 / 120,
        };

    private static StudyData Images(string id, Func<ImageData> load) => new(id, 60_000, 10_000, () =>
    {
        var images = load();
        return new(images.Train.ToDataSet(), images.Test.ToDataSet());
    });
}
