using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Populations;

/// <summary>
/// Gradients of convolutional nets, biases included, against finite differences of a loss in double precision.
/// </summary>
public sealed class ImageGradientTests
{
    private const double Step = 1e-6;
    private const double Tolerance = 2e-5;

    private static readonly Gen<(ImageCase Case, int[][] Labels)> Any =
        from c in ImageCase.Of(Nets.Images)
        from labels in Gen.Choose(0, Nets.Outputs(c.Net) - 1).ArrayOf(c.Batch).ArrayOf(c.Rows.Length)
        select (c, labels);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Backward_AnyImageNet_IsTheFiniteDifferenceOfTheLoss(bool kernels)
    {
        var (smooth, kinked, convolutionBiases) = (0, 0, 0);
        Cases.Check(Any, x =>
        {
            var gradients = kernels ? x.Case.Gradients(x.Labels) : x.Case.TensorGradients(x.Labels);
            foreach (var (r, range) in Enumerable.Range(0, x.Case.Rows.Length)
                .SelectMany(r => x.Case.Net.Parameters.Select(p => (r, p))))
            {
                // A few columns of every tensor; all would take long.
                foreach (var column in Enumerable.Range(range.Offset, range.Count)
                    .Where(c => range.Count <= 4 || (c + r) % (1 + (range.Count / 4)) == 0))
                {
                    var (below, above) = OneSided(x.Case, x.Labels[r], r, column);
                    if (Math.Abs(below - above) > Tolerance)
                    {
                        // ReLU or the choice of a pool's largest turns over right here, and the derivative is not one
                        // number.
                        kinked++;
                        continue;
                    }

                    smooth++;
                    convolutionBiases += range.Role == ParameterRole.Bias
                        && range.Layer.StartsWith("conv", StringComparison.Ordinal) ? 1 : 0;
                    Assert.Equal((below + above) / 2, gradients[r][column], Tolerance);
                }
            }
        });
        Assert.True(kinked * 100 < smooth, $"{kinked} derivatives at a kink, {smooth} others");
        Assert.True(convolutionBiases > 300, $"{convolutionBiases} biases of convolutions");
    }

    [Fact]
    public void Backward_OneFilterByHand_IsAsWorkedOut()
    {
        // Input 1 2 / 3 4 (weight 0, bias 0) goes to both outputs as 1×1 filters, label 0: probabilities 1/2, so the
        // slopes of the outputs
        // are −1/2 and 1/2. A 2×2 filter's gradient is the slope times the window, its bias's the slope.
        var net = new Architecture(new Convolution("conv", new(1, 2, 2), 2, 2));
        var c = new ImageCase(net, [new float[10]], [[[1, 2, 3, 4]]]);
        float[] expected = [-0.5f, -1, -1.5f, -2, 0.5f, 1, 1.5f, 2, -0.5f, 0.5f];
        Assert.All(expected.Zip(c.Gradients([[0]])[0]), g => Assert.Equal(g.First, g.Second, 1e-6f));
        Assert.All(expected.Zip(c.TensorGradients([[0]])[0]), g => Assert.Equal(g.First, g.Second, 1e-6f));
    }

    private static (double Below, double Above) OneSided(ImageCase c, int[] labels, int row, int column)
    {
        var here = MeanLoss(0);
        return ((here - MeanLoss(-Step)) / Step, (MeanLoss(Step) - here) / Step);

        double MeanLoss(double change)
        {
            var moved = ImageCase.Doubles(c.Rows[row]);
            moved[column] += change;
            return Enumerable.Range(0, c.Batch).Average(e =>
                new PlainNet(c.Net).Loss(moved, ImageCase.Doubles(c.Examples[row][e]), labels[e]));
        }
    }
}
