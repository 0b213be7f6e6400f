using Pruning.Shared.Data.Sources;

namespace Pruning.Shared.Data;

/// <summary>Images to train on and images to test on.</summary>
public sealed record ImageData(LabelledImages Train, LabelledImages Test)
{
    /// <summary>Finds or fetches a set in the form of MNIST, four IDX files and ten classes, and reads it.</summary>
    /// <exception cref="DataException">The set cannot be had, or is not of that form.</exception>
    public static ImageData Load(DataDescription set, DataStore store)
    {
        const int Classes = 10;
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
