using Pruning.Shared.Data;
using Pruning.Shared.Randomness;

namespace Pruning.Benchmarks.Problems;

/// <summary>
/// Images that are made up: noise, brighter in the second of two classes. Some have the other's label, so that
/// the loss stays far from 0.
/// </summary>
internal static class NoisyImages
{
    private const int Classes = 2;
    private const int OneWrongIn = 5;
    private const float Brighter = 0.5f;

    public static DataSet Make(int count, int features)
    {
        var pixels = new float[count * features];
        var labels = new int[count];
        new RandomStream(1, "images").Uniform(pixels, 1);
        for (var image = 0; image < count; image++)
        {
            var bright = image % Classes;
            labels[image] = image % OneWrongIn == 0 ? 1 - bright : bright;
            foreach (ref var pixel in pixels.AsSpan(image * features, features))
            {
                pixel += Brighter * bright;
            }
        }

        return new("made up", features, Classes, pixels, labels);
    }
}
