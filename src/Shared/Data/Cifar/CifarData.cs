using Pruning.Shared.Data.Sources;

namespace Pruning.Shared.Data.Cifar;

/// <summary>
/// CIFAR-10: coloured images of 32 × 32, of ten classes, 50,000 to train on and 10,000 to test on (Krizhevsky 2009).
/// </summary>
public static class CifarData
{
    private static readonly Lazy<ImageData> Images = new(() => Load(DataSets.Cifar10, DataStore.OfMachine()));

    /// <summary>What the labels 0 to 9 stand for, after the set's own <c>batches.meta.txt</c>.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>
    /// The set, fetched at its first use on this machine and read once in this process, 184 MB: training images in the
    /// order of the five batches. Safe on every thread. All training images as floats would be 614 MB:
    /// <see cref="LabelledImages.ToDataSet(IReadOnlyList{int}, Func{int, int}, int)"/> makes floats of some.
    /// </summary>
    /// <exception cref="DataException">The set can neither be found nor fetched; the message has ways out.</exception>
    public static ImageData Load() => Images.Value;

    /// <summary>Finds or fetches a set in CIFAR's binary form; the last of its files is the test batch.</summary>
    internal static ImageData Load(DataDescription set, DataStore store)
    {
        var content = store.Load(set);
        return new(Part([.. set.Files.SkipLast(1)]), Part([set.Files[^1]]));

        LabelledImages Part(IReadOnlyList<DataFile> batches)
        {
            var pixels = new byte[batches.Sum(b => CifarRecords.Count(b) * CifarRecords.Pixels)];
            var labels = new int[pixels.Length / CifarRecords.Pixels];
            var start = 0;
            foreach (var batch in batches)
            {
                var count = CifarRecords.Count(batch);
                CifarRecords.Read(
                    content[batch.Name], $"{set.Name}/{batch.Name}", labels.AsSpan(start, count),
                    pixels.AsSpan(start * CifarRecords.Pixels, count * CifarRecords.Pixels));
                start += count;
            }

            return new(set.Name, CifarRecords.Classes, CifarRecords.Shape, pixels, labels);
        }
    }
}
