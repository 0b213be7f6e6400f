using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pruning.Shared.Kernels;

/// <summary>Transposes matrices: eight by eight in registers if the processor has them, else one by one.</summary>
internal static unsafe class Transposition
{
    private const int Side = 8;

    /// <summary>Transposes: to[c·toRow + r] = from[r·fromRow + c].</summary>
    /// <param name="from">[rows, columns], rows <paramref name="fromRow"/> floats apart.</param>
    /// <param name="to">[columns, rows], its rows <paramref name="toRow"/> floats apart.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* from, nint fromRow, float* to, nint toRow, int rows, int columns)
    {
        if (!Avx.IsSupported || rows < Side || columns < Side)
        {
            OneByOne(from, fromRow, to, toRow, rows, columns);
            return;
        }

        // The last blocks overlap the previous ones if a side is no multiple of eight, and rewrite the same values.
        for (var row = 0; row < rows; row = Next(row, rows))
        {
            for (var column = 0; column < columns; column = Next(column, columns))
            {
                var block = from + (row * fromRow) + column;
                Block(
                    block,
                    block + fromRow,
                    block + (2 * fromRow),
                    block + (3 * fromRow),
                    block + (4 * fromRow),
                    block + (5 * fromRow),
                    block + (6 * fromRow),
                    block + (7 * fromRow),
                    to + (column * toRow) + row,
                    toRow);
            }
        }
    }

    /// <summary>Transposes eight rows at any addresses: to[c·toRow + r] = rows[r][c] for r from 0 to 7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gathered(float** rows, int columns, float* to, nint toRow)
    {
        if (!Avx.IsSupported || columns < Side)
        {
            for (var r = 0; r < Side; r++)
            {
                OneByOne(rows[r], 0, to + r, toRow, 1, columns);
            }

            return;
        }

        for (var c = 0; c < columns; c = Next(c, columns))
        {
            Block(
                rows[0] + c,
                rows[1] + c,
                rows[2] + c,
                rows[3] + c,
                rows[4] + c,
                rows[5] + c,
                rows[6] + c,
                rows[7] + c,
                to + (c * toRow),
                toRow);
        }
    }

    /// <summary>Gets the start of the next block of a side; the side's length after the last.</summary>
    private static int Next(int start, int length) =>
        start + Side >= length ? length : Math.Min(start + Side, length - Side);

    private static void OneByOne(float* from, nint fromRow, float* to, nint toRow, int rows, int columns)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                to[(column * toRow) + row] = from[column];
            }

            from += fromRow;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(
        float* r0, float* r1, float* r2, float* r3, float* r4, float* r5, float* r6, float* r7, float* to, nint toRow)
    {
        // Combine halves of rows four apart, then pairs, then quadruples.
        var a0 = Halves(r0, r4);
        var a1 = Halves(r1, r5);
        var a2 = Halves(r2, r6);
        var a3 = Halves(r3, r7);
        Quarter(a0, a1, a2, a3, to, toRow);
        var b0 = Halves(r0 + 4, r4 + 4);
        var b1 = Halves(r1 + 4, r5 + 4);
        var b2 = Halves(r2 + 4, r6 + 4);
        var b3 = Halves(r3 + 4, r7 + 4);
        Quarter(b0, b1, b2, b3, to + (4 * toRow), toRow);
    }

    /// <summary>Combines four floats of one row and four of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halves(float* low, float* high) =>
        Vector256.Create(Vector128.Load(low), Vector128.Load(high));

    /// <summary>Stores four columns of eight rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter(
        Vector256<float> a0, Vector256<float> a1, Vector256<float> a2, Vector256<float> a3, float* to, nint toRow)
    {
        var (low01, high01) = (Avx.UnpackLow(a0, a1), Avx.UnpackHigh(a0, a1));
        var (low23, high23) = (Avx.UnpackLow(a2, a3), Avx.UnpackHigh(a2, a3));
        Avx.Shuffle(low01, low23, 0x44).Store(to);
        Avx.Shuffle(low01, low23, 0xEE).Store(to + toRow);
        Avx.Shuffle(high01, high23, 0x44).Store(to + (2 * toRow));
        Avx.Shuffle(high01, high23, 0xEE).Store(to + (3 * toRow));
    }
}
