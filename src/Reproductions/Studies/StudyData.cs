using Pruning.Shared.Data;
using Pruning.Shared.Data.Iris;
using Pruning.Shared.Data.Mnist;
using Pruning.Shared.Randomness;

namespace Pruning.Reproductions.Studies;

/// <summary>The examples that a study trains and measures on, and which of them each replicate uses for what.</summary>
/// <param name="Id">
/// The set and how it is split, as it enters the hashes of arms: <c>mnist</c>, <c>penguins/reshuffled</c>.
/// </param>
/// <param name="TrainCount">Examples that a replicate trains on.</param>
/// <param name="TestCount">Examples that it is tested on.</param>
/// <param name="Load">Loads the examples; called once a session.</param>
internal sealed record StudyData(string Id, int TrainCount, int TestCount, Func<LoadedSets> Load)
{
    /// <summary>
    /// Draws a replicate's split by its seed; null: all of the training set to train, all of the test set to test.
    /// </summary>
    public Func<int, Split>? SplitOf { get; init; }

    /// <summary>
    /// n_test / n_train where every replicate draws its own split of the same examples; null where the split is fixed.
    /// </summary>
    public double? TestShare { get; init; }

    /// <summary>The 60,000 training and 10,000 test images of MNIST.</summary>
    public static StudyData Mnist { get; } = Images("mnist", () => MnistData.Load());

    /// <summary>MNIST's test images alone.</summary>
    public static StudyData MnistTest { get; } = new("mnist/test", 10_000, 10_000,
        () => new(MnistData.Load().Test.ToDataSet()));

    /// <summary>The 60,000 training and 10,000 test images of Fashion-MNIST.</summary>
    public static StudyData FashionMnist { get; } = Images("fashion-mnist", () => FashionMnistData.Load());

    /// <summary>Fashion-MNIST where nets are trained on the very test images that they are measured on.</summary>
    public static StudyData FashionMnistTest { get; } =
        new("fashion-mnist/test", 10_000, 10_000, () => new(FashionMnistData.Load().Test.ToDataSet()));

    /// <summary>
    /// The irises in decimetres; every replicate draws 40 flowers of each species to train and 10 to test.
    /// </summary>
    public static StudyData Iris { get; } = IrisIn(unit: 10);

    /// <summary>The same in another unit.</summary>
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
