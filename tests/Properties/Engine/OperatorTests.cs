using System.Runtime.InteropServices;
using Pruning.Shared.Engine;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Engine;

public sealed class OperatorTests
{
    [Fact]
    public void Matmul_TwoByTwo_IsTheHandComputedProduct()
    {
        using var left = tensor(new float[,] { { 1, 2 }, { 3, 4 } });
        using var right = tensor(new float[,] { { 5, 6 }, { 7, 8 } });
        using var product = left.matmul(right);
        Assert.Equal([19f, 22f, 43f, 50f], product.data<float>().ToArray().Cast<float>());
        Assert.Equal([2L, 2L], product.shape);
    }

    [Fact]
    public void Affine_WithBias_AddsItToEveryColumn()
    {
        // One replicate, two units, three inputs, two examples: unit 0 is 1·4 + 2·6 + 3·8 + 10 = 50.
        using var weight = tensor(new float[,,] { { { 1, 2, 3 }, { 0, 1, 0 } } });
        using var input = tensor(new float[,,] { { { 4, 5 }, { 6, 7 }, { 8, 9 } } });
        using var bias = tensor(new float[,] { { 10, 20 } });
        using var output = Operators.Affine(weight, input, bias);
        Assert.Equal([50f, 56f, 26f, 27f], Values<float>(output));

        using var plain = Operators.Affine(weight, input, bias: null);
        Assert.Equal([40f, 46f, 6f, 7f], Values<float>(plain));
    }

    [Fact]
    public void Affine_ReplicateInCompany_IsBitIdenticalToAlone()
    {
        using var weight = rand(5, 7, 3);
        using var input = rand(5, 3, 11);
        using var bias = rand(5, 7);
        using var together = Operators.Affine(weight, input, bias);
        for (var row = 0; row < 5; row++)
        {
            using var alone = Operators.Affine(
                weight.narrow(0, row, 1).contiguous(), input.narrow(0, row, 1).contiguous(), bias.narrow(0, row, 1).contiguous());
            Assert.Equal(Values<float>(together.narrow(0, row, 1)), Values<float>(alone));
        }
    }

    [Fact]
    public void CrossEntropy_EvenLogits_IsTheLogOfTheClassCount()
    {
        using var logits = zeros(2, 4);
        using var target = tensor(new long[] { 0, 3 });
        using var loss = nn.functional.cross_entropy(logits, target);
        Assert.Equal(Math.Log(4), loss.ToDouble(), 6);
    }

    [Fact]
    public void Conv2d_KernelOfOnes_SumsTheWindow()
    {
        using var image = arange(9, float32).view(1, 1, 3, 3);
        using var kernel = ones(1, 1, 2, 2);
        using var output = nn.functional.conv2d(image, kernel);
        Assert.Equal([0f + 1 + 3 + 4, 1f + 2 + 4 + 5, 3f + 4 + 6 + 7, 4f + 5 + 7 + 8], Values<float>(output));
    }

    [Fact]
    public void Sort_StableWithTies_KeepsTheirOrder()
    {
        using var values = tensor(new double[] { 2, 1, 2, 1, 2 });
        var (_, indices) = values.sort(dim: 0, stable: true);
        Assert.Equal([1L, 3L, 0L, 2L, 4L], Values<long>(indices));
    }

    [Fact]
    public void InPlace_Chain_ReturnsTheSameTensor()
    {
        using var tensor = ones(3);
        Assert.Same(tensor, tensor.mul_(3).add_(1));
        Assert.Equal([4f, 4f, 4f], Values<float>(tensor));
    }

    [Fact]
    public void Comparison_AgainstNumber_GivesTruthValues()
    {
        using var values = arange(4);
        Assert.Equal([false, false, true, true], Values<bool>(values >= 2));
        Assert.Equal([true, false, false, false], Values<bool>(~(values != 0)));
        using var copy = values.clone();
        Assert.True((values == copy).all().ToBoolean());
    }

    // mm, since matmul of TorchSharp 0.107 lets the error through to the managed side, which ends the process.
    [Fact]
    public void Mm_ShapesThatDoNotFit_ThrowsWithLibtorchsWords()
    {
        using var left = ones(2, 3);
        using var right = ones(4, 5);
        var error = Assert.Throws<ExternalException>(() => left.mm(right));
        Assert.StartsWith("mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)", error.Message, StringComparison.Ordinal);
    }

    internal static T[] Values<T>(Tensor tensor)
        where T : unmanaged
    {
        var values = new T[tensor.NumberOfElements];
        HostMemory.Read(tensor, values.AsSpan());
        return values;
    }
}
