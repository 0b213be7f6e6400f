using System.Runtime.CompilerServices;

namespace Pruning.Shared.Kernels;

/// <summary>
/// A tile of a product's result, up to six rows by two registers, held in registers during the sum. Each lane is one
/// element's own sum, so results do not depend on the tile's shape.
/// </summary>
internal static unsafe class RegisterTile<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>Sums all terms of the tile's elements.</summary>
    /// <typeparam name="TRows">Rows, 1 to 6.</typeparam>
    /// <typeparam name="TRegisters">Registers a row, 1 or 2.</typeparam>
    /// <param name="a">The first row's first term.</param>
    /// <param name="b">The first register's first term; terms are 16 floats apart.</param>
    /// <param name="bPair">Floats from the first register's term to the second's.</param>
    /// <param name="c">The first row's first register.</param>
    /// <param name="cPair">Floats from the first register's place to the second's.</param>
    /// <param name="bias">Added to each row's sums at the end; null: nothing.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TRows, TRegisters>(
        in Stretch stretch, float* a, float* b, nint bPair, float* c, nint cPair, float* bias)
        where TRows : struct, ICount
        where TRegisters : struct, ICount
    {
        var s00 = TLanes.Zero;
        var s01 = TLanes.Zero;
        var s10 = TLanes.Zero;
        var s11 = TLanes.Zero;
        var s20 = TLanes.Zero;
        var s21 = TLanes.Zero;
        var s30 = TLanes.Zero;
        var s31 = TLanes.Zero;
        var s40 = TLanes.Zero;
        var s41 = TLanes.Zero;
        var s50 = TLanes.Zero;
        var s51 = TLanes.Zero;
        var cRow = stretch.CRow;
        if (stretch.Resume)
        {
            Load<TRows, TRegisters, One>(c, cRow, cPair, 0, ref s00, ref s01);
            Load<TRows, TRegisters, Two>(c, cRow, cPair, 1, ref s10, ref s11);
            Load<TRows, TRegisters, Three>(c, cRow, cPair, 2, ref s20, ref s21);
            Load<TRows, TRegisters, Four>(c, cRow, cPair, 3, ref s30, ref s31);
            Load<TRows, TRegisters, Five>(c, cRow, cPair, 4, ref s40, ref s41);
            Load<TRows, TRegisters, Six>(c, cRow, cPair, 5, ref s50, ref s51);
        }

        var aRow = stretch.ARow;
        var aRow2 = 2 * aRow;
        var aStep = stretch.AStep;
        var a3 = a + aRow2 + aRow;
        for (var k = stretch.Depth; k > 0; k--)
        {
            var b0 = TLanes.Load(b);
            var b1 = TRegisters.Value > 1 ? TLanes.Load(b + bPair) : b0;
            Term<TRows, TRegisters, One>(a, b0, b1, ref s00, ref s01);
            Term<TRows, TRegisters, Two>(a + aRow, b0, b1, ref s10, ref s11);
            Term<TRows, TRegisters, Three>(a + aRow2, b0, b1, ref s20, ref s21);
            Term<TRows, TRegisters, Four>(a3, b0, b1, ref s30, ref s31);
            Term<TRows, TRegisters, Five>(a3 + aRow, b0, b1, ref s40, ref s41);
            Term<TRows, TRegisters, Six>(a3 + aRow2, b0, b1, ref s50, ref s51);
            a += aStep;
            a3 += aStep;
            b += Panels.Width;
        }

        var add = stretch.Add;
        Finish<TRows, TRegisters, One>(c, cRow, cPair, 0, bias, add, s00, s01);
        Finish<TRows, TRegisters, Two>(c, cRow, cPair, 1, bias, add, s10, s11);
        Finish<TRows, TRegisters, Three>(c, cRow, cPair, 2, bias, add, s20, s21);
        Finish<TRows, TRegisters, Four>(c, cRow, cPair, 3, bias, add, s30, s31);
        Finish<TRows, TRegisters, Five>(c, cRow, cPair, 4, bias, add, s40, s41);
        Finish<TRows, TRegisters, Six>(c, cRow, cPair, 5, bias, add, s50, s51);
    }

    /// <summary>Loads one row's partial sums, if the tile has the row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<TRows, TRegisters, TLeast>(
        float* c, nint cRow, nint cPair, int row, ref TVector first, ref TVector second)
        where TRows : struct, ICount
        where TRegisters : struct, ICount
        where TLeast : struct, ICount
    {
        if (TRows.Value < TLeast.Value)
        {
            return;
        }

        first = TLanes.Load(c + (row * cRow));
        if (TRegisters.Value > 1)
        {
            second = TLanes.Load(c + (row * cRow) + cPair);
        }
    }

    /// <summary>Adds one term to one row's sums, if the tile has the row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Term<TRows, TRegisters, TLeast>(
        float* a, TVector b0, TVector b1, ref TVector first, ref TVector second)
        where TRows : struct, ICount
        where TRegisters : struct, ICount
        where TLeast : struct, ICount
    {
        if (TRows.Value < TLeast.Value)
        {
            return;
        }

        var factor = TLanes.Broadcast(*a);
        first = TLanes.MultiplyAdd(factor, b0, first);
        if (TRegisters.Value > 1)
        {
            second = TLanes.MultiplyAdd(factor, b1, second);
        }
    }

    /// <summary>Adds one row's bias and the previous values, and stores it, if the tile has the row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TRows, TRegisters, TLeast>(
        float* c, nint cRow, nint cPair, int row, float* bias, bool add, TVector first, TVector second)
        where TRows : struct, ICount
        where TRegisters : struct, ICount
        where TLeast : struct, ICount
    {
        if (TRows.Value < TLeast.Value)
        {
            return;
        }

        c += row * cRow;
        if (bias != null)
        {
            var constant = TLanes.Broadcast(bias[row]);
            first = TLanes.Add(first, constant);
            second = TLanes.Add(second, constant);
        }

        if (add)
        {
            first = TLanes.Add(TLanes.Load(c), first);
        }

        TLanes.Store(first, c);
        if (TRegisters.Value > 1)
        {
            if (add)
            {
                second = TLanes.Add(TLanes.Load(c + cPair), second);
            }

            TLanes.Store(second, c + cPair);
        }
    }
}
