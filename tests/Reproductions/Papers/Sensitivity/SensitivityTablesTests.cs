using Pruning.Reproductions.Papers.Sensitivity;
using Pruning.Reproductions.Studies.Measuring;
using Pruning.Shared.Data.Mnist;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.Sensitivity;

public sealed class SensitivityTablesTests
{
    [Fact]
    public void Confusion_KnownImages_CountsEachInTheRowOfItsClass()
    {
        // Two T-shirts, one of them taken for a shirt; a boot taken for a sneaker twice.
        var table = Measure.ConfusionOf(new([0, 0, 0, 0, 0], Predicted: [0, 6, 7, 7, 2], Labels: [0, 0, 9, 9, 2]),
            FashionMnistData.ClassNames);
        Assert.Equal(("true class", "predicted class"), (table.RowsAre, table.ColumnsAre));
        Assert.Equal((FashionMnistData.ClassNames, FashionMnistData.ClassNames), (table.Rows, table.Columns));
        Assert.Equal((1, 1, 2, 1), (table.Values[0], table.Values[6], table.Values[97], table.Values[22]));
        Assert.Equal(5, table.Values.Sum());
    }

    [Fact]
    public void Confusion_AnyImages_HasRowSumsOfTheClassesAndTheRightOnTheDiagonal()
    {
        var random = new Random(1935);
        for (var run = 0; run < 300; run++)
        {
            var n = random.Next(1, 200);
            int[] labels = [.. Enumerable.Range(0, n).Select(_ => random.Next(10))];
            int[] predicted = [.. labels.Select(l => random.Next(2) == 0 ? l : random.Next(10))];
            var evaluation = new Evaluation(new float[n], predicted, labels);
            var values = Measure.ConfusionOf(evaluation, FashionMnistData.ClassNames).Values;
            Assert.Equal(Enumerable.Range(0, 10).Select(c => (double)labels.Count(l => l == c)),
                values.Chunk(10).Select(row => row.Sum()));
            Assert.Equal(Enumerable.Range(0, 10).Select(c => (double)predicted.Count(p => p == c)),
                Enumerable.Range(0, 10).Select(c => values.Chunk(10).Sum(row => row[c])));
            Assert.Equal(evaluation.Correct.Sum(), Enumerable.Range(0, 10).Sum(c => values[11 * c]));
        }
    }

    [Fact]
    public void FirstKernels_KnownMask_MarksExactlyWhatItRemovesOfTheFirstConvolution()
    {
        // Two kernels of 2×2, a bias each, and a layer after them whose pruned weights are not shown.
        var net = new Architecture(new Convolution("conv1", new(1, 3, 3), 2, 2), new Linear("fc", 8, 1));
        float[] values = [.. Enumerable.Range(1, net.ParameterCount)];
        var mask = Enumerable.Repeat(1f, net.ParameterCount).ToArray();
        (mask[1], mask[6], mask[8], mask[12]) = (0, 0, 0, 0);

        var table = SensitivityStudy.FirstKernels(net, values, mask);
        Assert.Equal(["1", "2"], table.Rows);
        Assert.Equal((2, 4), (table.PictureWidth, table.Columns.Count));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], table.Values);
        Assert.Equal([false, true, false, false, false, false, true, false], table.Marks!.At);
    }
}
