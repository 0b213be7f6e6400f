using TorchSharp;

namespace Pruning.Shared.Engine;

/// <summary>The layers of R replicates at once, by libtorch's operators.</summary>
public static class Operators
{
    /// <summary>Some rows of a matrix, in the order of a list.</summary>
    /// <param name="matrix">[N, columns], of any device.</param>
    /// <returns>[rows, columns].</returns>
    public static torch.Tensor Rows(torch.Tensor matrix, ReadOnlySpan<int> rows)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        using var list = torch.empty([rows.Length], dtype: torch.ScalarType.Int32, device: matrix.device);
        HostMemory.Write(rows, list);
        return matrix.index_select(0, list);
    }

    /// <summary>One linear layer: weight [R, out, in] × input [R, in, B] + bias [R, out] → [R, out, B].</summary>
    public static torch.Tensor Affine(torch.Tensor weight, torch.Tensor input, torch.Tensor? bias)
    {
        ArgumentNullException.ThrowIfNull(weight);
        // A product and a sum, since baddbmm of TorchSharp 0.107 multiplies the operand that it should add.
        var product = weight.bmm(input);
        if (bias is null)
        {
            return product;
        }

        using (product)
        using (var column = bias.unsqueeze(-1))
        {
            return product.add(column);
        }
    }

    /// <summary>
    /// Convolutions, stride 1 and no padding: maps [B, R·channels, height, width] and kernels [R·filters, channels, k,
    /// k] → [B, R·filters, height − k + 1, width − k + 1].
    /// </summary>
    public static torch.Tensor Convolution(torch.Tensor maps, torch.Tensor kernels, torch.Tensor? bias, long replicates) =>
        torch.nn.functional.conv2d(maps, kernels, bias, groups: replicates);

    /// <summary>
    /// The largest value of every size×size window of maps [B, channels, height, width], windows side by side; a rest
    /// at the edge is dropped.
    /// </summary>
    public static torch.Tensor MaxPool(torch.Tensor maps, long size) => torch.nn.functional.max_pool2d(maps, size);
}
