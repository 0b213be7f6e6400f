using Pruning.Shared.Data.Sources;

namespace Pruning.Shared.Data.Mnist;

/// <summary>Images to train on and images to test on, in the form of MNIST: four IDX files, ten classes.</summary>
public sealed record ImageData(LabelledImages Train, LabelledImages Test)
{
    private const int Classes = 10;

    /// <summary>Finds or fetches a set of that form, and reads it.</summary>
    /// <exception cref="DataException">The set cannot be had, or is not of that form.</exception>
    public static ImageData Load(DataDescription set, DataStore store)
    {
        var content = store.Load(set);
        return new(Part("train"), Part("t10k"));

        LabelledImages Part(string part)
        {
            var (images, labels) = ($"{part}-images-idx3-ubyte", $"{part}-labels-idx1-ubyte");
            var (imageFile, labelFile) = ($"{set.Name}/{images}", $"{set.Name}/{labels}");
            return LabelledImages.Read(set.Name, Classes, content[images], imageFile, content[labels], labelFile);
        }
    }
}
