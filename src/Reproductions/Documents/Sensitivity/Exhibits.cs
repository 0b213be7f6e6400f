using Pruning.Reproductions.Auditing;
using Pruning.Shared.Data.Mnist;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Documents.Sensitivity;

/// <summary>What the report shows beside the figures.</summary>
internal static class Exhibits
{
    /// <summary>How often the images of each class are taken for each class; one whose outputs are not finite is taken for none.</summary>
    public static NamedTable Confusion(Evaluation evaluation)
    {
        var classes = FashionMnistData.ClassNames.Count;
        var counts = new double[classes * classes];
        foreach (var (label, predicted) in evaluation.Labels.Zip(evaluation.Predicted).Where(pair => pair.Second >= 0))
        {
            counts[(label * classes) + predicted]++;
        }

        return new("true class", "predicted class", FashionMnistData.ClassNames, FashionMnistData.ClassNames, counts);
    }

    /// <summary>The first convolution's kernels, and which of their weights a mask takes away.</summary>
    /// <param name="values">P parameters.</param>
    /// <param name="mask">P zeros and ones.</param>
    public static NamedTable FirstKernels(Architecture net, float[] values, float[] mask)
    {
        var range = net.Of(ParameterRole.Weight)[0];
        var (kernels, height, width) = ((int)range.Shape[0], (int)range.Shape[2], (int)range.Shape[3]);
        return NamedTable.Pictures(
            "kernel",
            [.. Enumerable.Range(1, kernels).Select(k => $"{k}")],
            height,
            width,
            [.. values.AsSpan(range.Offset, range.Count).ToArray().Select(w => (double)w)],
            new("pruned", [.. mask.AsSpan(range.Offset, range.Count).ToArray().Select(m => m == 0)]));
    }
}
