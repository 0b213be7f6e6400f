using Pruning.Shared.Kernels;

namespace Pruning.Benchmarks.Ours;

/// <summary>A square matrix times one with fewer columns, again and again, all of them row by row.</summary>
/// <param name="a">[rows, rows].</param>
/// <param name="b">[rows, columns].</param>
internal sealed unsafe class MatrixProduct(float[] a, float[] b, int columns)
{
    private readonly float[] c = new float[b.Length];
    private readonly int rows = b.Length / columns;

    /// <summary>So many products of the same matrices.</summary>
    /// <returns>The last one, [rows, columns].</returns>
    public float[] Run(int times)
    {
        fixed (float* left = a, right = b, result = c)
        {
            for (var i = 0; i < times; i++)
            {
                Product.Multiply(left, right, result, rows, rows, columns);
            }
        }

        return c;
    }

    /// <summary>Every row's mean, in which column c of n counts (c + 1) / n.</summary>
    public double[] RowMeans() => [.. Run(1).Chunk(columns).Select(Mean)];

    private double Mean(float[] row) => row.Select((v, column) => (double)v * (column + 1) / columns).Average();
}
