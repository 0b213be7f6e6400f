using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pruning.Shared.Kernels;

/// <summary>Products by register tiles of six rows and two registers.</summary>
/// <remarks>
/// What is summed over is cut into stretches short enough for a panel of B to stay in the first cache and the rows of A in the second; C
/// holds the partial sums between two stretches.
/// </remarks>
internal sealed unsafe class PanelMultiplier<TLanes, TVector> : PanelMultiplier
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private const int TileRows = 6;

    /// <summary>Terms of a stretch at most, where they lie side by side in A.</summary>
    private const int Deep = 256;

    /// <summary>Terms from which on copying A's rows is worth the while.</summary>
    private const int LeastPacked = 24;

    /// <summary>Rows of A that are copied at a time.</summary>
    private const int MostPacked = 96;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(in PanelProduct product, int firstRow, int rows, int firstPanel, int panels)
    {
        var a = product.A + (firstRow * product.ARow);
        var b = product.B + (firstPanel * product.BPanel);
        var c = product.C + (firstRow * product.CRow) + (firstPanel * product.CPanel);
        var bias = product.Bias == null ? null : product.Bias + firstRow;
        if (product.Add || product.Depth <= Deep)
        {
            Stretch(product, a, b, c, rows, panels, product.Depth, resume: false, bias, product.Add);
            return;
        }

        var stretches = (product.Depth + Deep - 1) / Deep;
        var length = (product.Depth + stretches - 1) / stretches;
        for (var k = 0; k < product.Depth; k += length)
        {
            var last = product.Depth - k <= length;
            Stretch(
                product, a + (k * product.AStep), b + (k * Panels.Width), c, rows, panels, last ? product.Depth - k : length,
                resume: k > 0, last ? bias : null, add: false);
        }
    }

    /// <summary>All rows and panels for some of the terms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Stretch(
        in PanelProduct product, float* a, float* b, float* c, int rows, int panels, int depth, bool resume, float* bias, bool add)
    {
        var (aRow, aStep) = (product.ARow, product.AStep);
        if (aStep == 1 || aRow != 1 || depth < LeastPacked || depth > Deep)
        {
            Columns(product, a, aRow, aStep, TileRows * aRow, b, c, rows, panels, depth, resume, bias, add);
            return;
        }

        // A's rows lie side by side, so that each term has cache lines and a page of its own: brought together once, they serve all panels.
        var packed = stackalloc float[MostPacked / TileRows * ((Deep * TileRows) + 2)];
        while (rows >= TileRows)
        {
            var tiles = Math.Min(rows, MostPacked) / TileRows;
            Pack(a, aStep, packed, tiles, depth);
            Columns(product, packed, 1, TileRows, Packed(depth), b, c, tiles * TileRows, panels, depth, resume, bias, add);
            rows -= tiles * TileRows;
            a += tiles * TileRows;
            c += tiles * TileRows * product.CRow;
            bias = bias == null ? null : bias + (tiles * TileRows);
        }

        if (rows > 0)
        {
            Columns(product, a, aRow, aStep, TileRows * aRow, b, c, rows, panels, depth, resume, bias, add);
        }
    }

    /// <summary>Copies A to [tiles, depth, 6], with room for two more floats after each tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack(float* a, nint aStep, float* packed, int tiles, int depth)
    {
        var length = Packed(depth);
        for (var k = depth; k > 0; k--)
        {
            var from = a;
            var to = packed;
            if (k > 1)
            {
                // The two floats too many that are read lie in this term's memory or the next one's; the next term writes over them.
                for (var tile = tiles; tile > 0; tile--)
                {
                    Vector256.Load(from).Store(to);
                    from += TileRows;
                    to += length;
                }
            }
            else
            {
                for (var tile = tiles; tile > 0; tile--)
                {
                    Vector128.Load(from).Store(to);
                    *(double*)(to + 4) = *(double*)(from + 4);
                    from += TileRows;
                    to += length;
                }
            }

            a += aStep;
            packed += TileRows;
        }
    }

    /// <summary>Floats of a copied tile.</summary>
    private static nint Packed(int depth) => (depth * TileRows) + 2;

    /// <summary>Panel by panel, or where a register holds a whole one, pair by pair.</summary>
    private static void Columns(
        in PanelProduct product, float* a, nint aRow, nint aStep, nint aTile, float* b, float* c, int rows, int panels, int depth, bool resume,
        float* bias, bool add)
    {
        var cRow = product.CRow;
        if (TLanes.Count == Panels.Width)
        {
            for (; panels >= 2; panels -= 2)
            {
                Column<Two>(a, aRow, aStep, aTile, b, product.BPanel, c, cRow, product.CPanel, rows, depth, resume, bias, add);
                b += 2 * product.BPanel;
                c += 2 * product.CPanel;
            }

            if (panels > 0)
            {
                Column<One>(a, aRow, aStep, aTile, b, 0, c, cRow, 0, rows, depth, resume, bias, add);
            }

            return;
        }

        for (; panels > 0; panels--)
        {
            for (var lane = 0; lane < Panels.Width; lane += 2 * TLanes.Count)
            {
                Column<Two>(a, aRow, aStep, aTile, b + lane, TLanes.Count, c + lane, cRow, TLanes.Count, rows, depth, resume, bias, add);
            }

            b += product.BPanel;
            c += product.CPanel;
        }
    }

    /// <summary>All rows of one or two registers' columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Column<TRegisters>(
        float* a, nint aRow, nint aStep, nint aTile, float* b, nint bPair, float* c, nint cRow, nint cPair, int rows, int depth, bool resume,
        float* bias, bool add)
        where TRegisters : struct, ICount
    {
        for (; rows >= TileRows; rows -= TileRows)
        {
            RegisterTile<TLanes, TVector>.Run<Six, TRegisters>(a, aRow, aStep, b, bPair, c, cRow, cPair, depth, resume, bias, add);
            a += aTile;
            c += TileRows * cRow;
            bias = bias == null ? null : bias + TileRows;
        }

        switch (rows)
        {
            case 1:
                RegisterTile<TLanes, TVector>.Run<One, TRegisters>(a, aRow, aStep, b, bPair, c, cRow, cPair, depth, resume, bias, add);
                break;
            case 2:
                RegisterTile<TLanes, TVector>.Run<Two, TRegisters>(a, aRow, aStep, b, bPair, c, cRow, cPair, depth, resume, bias, add);
                break;
            case 3:
                RegisterTile<TLanes, TVector>.Run<Three, TRegisters>(a, aRow, aStep, b, bPair, c, cRow, cPair, depth, resume, bias, add);
                break;
            case 4:
                RegisterTile<TLanes, TVector>.Run<Four, TRegisters>(a, aRow, aStep, b, bPair, c, cRow, cPair, depth, resume, bias, add);
                break;
            case 5:
                RegisterTile<TLanes, TVector>.Run<Five, TRegisters>(a, aRow, aStep, b, bPair, c, cRow, cPair, depth, resume, bias, add);
                break;
        }
    }
}
