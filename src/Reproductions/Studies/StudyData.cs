using System.Globalization;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Cifar;
using Pruning.Shared.Data.Iris;
using Pruning.Shared.Data.Mnist;
using Pruning.Shared.Data.Penguins;
using Pruning.Shared.Data.Pictures;
using Pruning.Shared.Data.Sources;
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
    private const int Cat = 3;
    private const int Dog = 5;
    private const string FlowerFolder = "flower_photos";
    private const int FlowerCount = 3_670;

    /// <summary>
    /// Draws a replicate's split from its seed; null: the whole training set for training, the whole test set for
    /// testing.
    /// </summary>
    public Func<int, Split>? SplitOf { get; init; }

    /// <summary>
    /// n_test / n_train where every replicate draws its own split of the same examples; null: the split is fixed.
    /// </summary>
    public double? TestShare { get; init; }

    /// <summary>
    /// Says, in whole sentences, what is missing on this machine and how to get it, and null where nothing is; null:
    /// the examples are at hand or are fetched. Called before anything is run, so it only looks.
    /// </summary>
    public Func<string?>? Missing { get; init; }

    /// <summary>The 60,000 training and 10,000 test images of MNIST.</summary>
    public static StudyData Mnist { get; } = Images("mnist", () => MnistData.Load());

    /// <summary>
    /// MNIST, of whose training images each replicate draws 5,000 for validation and trains on the 55,000 others.
    /// </summary>
    public static StudyData MnistValidated { get; } = Mnist with
    {
        Id = "mnist/validated",
        TrainCount = 55_000,
        SplitOf = seed => Split.Cut(new RandomStream(seed, "split").Permutation(60_000), 55_000, 5_000, 0) with
        {
            Test = [.. Enumerable.Range(0, 10_000)],
        },
    };

    /// <summary>MNIST's test images alone.</summary>
    public static StudyData MnistTest { get; } = new("mnist/test", 10_000, 10_000,
        () => new(MnistData.Load().Test.ToDataSet()));

    /// <summary>The 60,000 training and 10,000 test images of Fashion-MNIST.</summary>
    public static StudyData FashionMnist { get; } = Images("fashion-mnist", () => FashionMnistData.Load());

    /// <summary>Fashion-MNIST's test images, for nets trained and tested on the same images.</summary>
    public static StudyData FashionMnistTest { get; } =
        new("fashion-mnist/test", 10_000, 10_000, () => new(FashionMnistData.Load().Test.ToDataSet()));

    /// <summary>The 40,000 training and 8,000 test images of CIFAR-10 that show neither cats nor dogs.</summary>
    public static StudyData NeitherCatsNorDogs { get; } = new("cifar-10/neither-cats-nor-dogs", 40_000, 8_000, () =>
    {
        var images = CifarData.Load();
        return new(Others(images.Train), Others(images.Test));

        static DataSet Others(LabelledImages of)
        {
            int[] classes = [.. Enumerable.Range(0, of.Classes).Where(c => c is not (Cat or Dog))];
            return of.ToDataSet(of.ExamplesOf(classes), c => Array.IndexOf(classes, c), classes.Length);
        }
    });

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

    /// <summary>
    /// The first training images of Fashion-MNIST, the next ones for validation, and its first test images, normalised
    /// with MNIST's mean .1307 and deviation .3081.
    /// </summary>
    /// <param name="train">Training images.</param>
    /// <param name="validation">Validation images.</param>
    /// <param name="tests">Test images.</param>
    public static StudyData FirstOfFashionMnist(int train, int validation, int tests) =>
        new($"fashion-mnist/normalised/{train}+{validation}+{tests}", train, tests, () =>
        {
            var images = FashionMnistData.Load();
            return new(
                images.Train.ToDataSet().Normalised(0.1307f, 0.3081f),
                images.Test.ToDataSet().Normalised(0.1307f, 0.3081f));
        })
        {
            SplitOf = First(train, validation, tests),
        };

    /// <summary>The first training images of CIFAR-10, the next ones for validation, and its first test images.</summary>
    /// <param name="train">Training images.</param>
    /// <param name="validation">Validation images.</param>
    /// <param name="tests">Test images.</param>
    public static StudyData FirstOfCifar(int train, int validation, int tests) =>
        new($"cifar-10/{train}+{validation}+{tests}", train, tests, () =>
        {
            var images = CifarData.Load();
            return new(
                images.Train.ToDataSet([.. Enumerable.Range(0, train + validation)], c => c, 10),
                images.Test.ToDataSet([.. Enumerable.Range(0, tests)], c => c, 10));
        })
        {
            SplitOf = First(train, validation, tests),
        };

    /// <summary>CIFAR-10's cats (0) and dogs (1).</summary>
    /// <param name="ofEach">The training images: the set's first of each, at most 1,000.</param>
    /// <param name="tests">
    /// The test images: the set's first test images of each; null: its training images from the 1,001st of each on, and
    /// then all of its test images.
    /// </param>
    public static StudyData CatsAndDogs(int ofEach = 1_000, int? tests = null)
    {
        return new($"cifar-10/cats-and-dogs/{ofEach}/{tests?.ToString(CultureInfo.InvariantCulture) ?? "rest"}",
            2 * ofEach, 2 * tests ?? 10_000, () =>
        {
            var (train, test) = (CifarData.Load().Train, CifarData.Load().Test);
            return new(
                train.ToDataSet(FirstOfEach(train, ofEach), Label, 2),
                tests is { } few ? test.ToDataSet(FirstOfEach(test, few), Label, 2) : Rest(train, test));
        });

        static DataSet Rest(LabelledImages train, LabelledImages test)
        {
            int[] rest = [.. train.ExamplesOf(Cat, Dog).Except(FirstOfEach(train, 1_000))];
            return train.Choose(rest, Label, 2).Then(test.Choose(test.ExamplesOf(Cat, Dog), Label, 2)).ToDataSet();
        }
    }

    /// <summary>The same split for all replicates, in the order of the sets.</summary>
    private static Func<int, Split> First(int train, int validation, int tests)
    {
        var split = Split.Cut([.. Enumerable.Range(0, train + validation)], train, validation, 0) with
        {
            Test = [.. Enumerable.Range(0, tests)],
        };
        return _ => split;
    }

    /// <summary>
    /// Pictures of flowers of 180×180 pixels, which the user provides as a folder with one for each of the five kinds: all
    /// but 1,000, of which each replicate draws half for validation and half to test.
    /// </summary>
    public static StudyData Flowers { get; } = new("flowers", FlowerCount - 1_000, 500, () =>
    {
        var images = PictureFolder.Load(FlowerFolder, new(180, 180), DataFolders.OfMachine()).Images;
        return images is { Count: FlowerCount, Classes: 5 } ? new(images.ToDataSet()) : throw new DataException(
            $"{FlowerFolder}: expected {FlowerCount:#,0} pictures in 5 classes; it holds {images.Count:#,0} in "
                + $"{images.Classes}.");
    })
    {
        SplitOf = seed => Split.Cut(
            new RandomStream(seed, "split").Permutation(FlowerCount), FlowerCount - 1_000, 500, 500),
        TestShare = 500.0 / (FlowerCount - 1_000),
        Missing = () => DataFolders.OfMachine().MissingPictures(FlowerFolder) is { } missing
            ? $"{missing} The set is TensorFlow’s flower_photos: daisies, dandelions, roses, sunflowers and tulips, "
                + $"{FlowerCount:#,0} in all."
            : null,
    };

    private static int Label(int c) => c == Dog ? 1 : 0;

    /// <summary>The first cats and as many dogs, in the order of the set.</summary>
    private static int[] FirstOfEach(LabelledImages images, int count) =>
        [.. images.ExamplesOf(Cat).Take(count).Concat(images.ExamplesOf(Dog).Take(count)).Order()];

    private static StudyData Images(string id, Func<ImageData> load) => new(id, 60_000, 10_000, () =>
    {
        var images = load();
        return new(images.Train.ToDataSet(), images.Test.ToDataSet());
    });
}
