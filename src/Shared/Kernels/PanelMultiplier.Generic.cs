using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pruning.Shared.Kernels;

/// <summary>Computes products by register tiles of six rows and two registers.</summary>
/// <remarks>
/// The sum is split into stretches short enough for a panel of B to stay in the L1 cache and the rows of A in the L2;
/// between stretches C holds the partial sums.
/// </remarks>
internal sealed unsafe class PanelMultiplier<TLanes, TVector> : PanelMultiplier
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private const int TileRows = 6;

    /// <summary>Most terms of a stretch.</summary>
    private const int Deep = 256;

    /// <summary>Fewest terms for which copying A pays.</summary>
    private const int LeastPacked = 24;

    /// <summary>Rows of A copied at a time.</summary>
    private const int MostPacked = 96;

    /// <summary>Prefetch distance, in terms.</summary>
    private const int Ahead = 6;

    /// <summary>In floats.</summary>
    private const int CacheLine = 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(in PanelProduct product, int firstRow, int rows, int firstPanel, int panels)
    {
        var stretch = new Stretch
        {
            A = product.A + (firstRow * product.ARow),
            ARow = product.ARow,
            AStep = product.AStep,
            ATile = TileRows * product.ARow,
            B = product.B + (firstPanel * product.BPanel),
            BPanel = product.BPanel,
            C = product.C + (firstRow * product.CRow) + (firstPanel * product.CPanel),
            CRow = product.CRow,
            CPanel = product.CPanel,
            Bias = product.Bias == null ? null : product.Bias + firstRow,
            Rows = rows,
            Panels = panels,
            Depth = product.Depth,
            Add = product.Add,
        };

        // Partial sums would overwrite the values in C to be added to.
        if (product.Add || product.Depth <= Deep)
        {
            Run(stretch);
            return;
        }

        var count = (product.Depth + Deep - 1) / Deep;
        var length = (product.Depth + count - 1) / count;
        for (var k = 0; k < product.Depth; k += length)
        {
            var last = product.Depth - k <= length;
            Run(stretch with
            {
                A = stretch.A + (k * product.AStep),
                B = stretch.B + ((nint)k * Panels.Width),
                Bias = last ? stretch.Bias : null,
                Depth = last ? product.Depth - k : length,
                Resume = k > 0,
            });
        }
    }

    /// <summary>Computes all rows and panels for some of the terms.</summary>
    private static void Run(in Stretch stretch)
    {
        var columnwise = stretch.ARow == 1 && stretch.AStep > TileRows;
        if (columnwise && stretch.Depth is >= LeastPacked and <= Deep)
        {
            RunPacked(stretch);
        }
        else
        {
            Columns(stretch);
        }
    }

    /// <summary>
    /// As above for column-major A, where each term has its own cache lines and page: A is packed once for all panels.
    /// </summary>
    [SkipLocalsInit]
    private static void RunPacked(in Stretch stretch)
    {
        var packed = stackalloc float[MostPacked / TileRows * (int)Packed(Deep)];
        var row = 0;
        while (stretch.Rows - row >= TileRows)
        {
            var tiles = Math.Min(stretch.Rows - row, MostPacked) / TileRows;
            Pack(stretch.A + row, stretch.AStep, packed, tiles, stretch.Depth);
            Columns(stretch.From(row, tiles * TileRows) with
            {
                A = packed,
                AStep = TileRows,
                ATile = Packed(stretch.Depth),
            });
            row += tiles * TileRows;
        }

        if (row < stretch.Rows)
        {
            Columns(stretch.From(row, stretch.Rows - row));
        }
    }

    /// <summary>Gets the floats of a packed tile.</summary>
    private static nint Packed(int depth) => (depth * TileRows) + 2;

    /// <summary>Packs A as [tiles, depth, 6], with room for two more floats after each tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack(float* a, nint aStep, float* packed, int tiles, int depth)
    {
        for (var k = depth; k > 1; k--)
        {
            if (Sse.IsSupported && k > Ahead)
            {
                var later = a + (Ahead * aStep);
                for (var line = 0; line < tiles * TileRows; line += CacheLine)
                {
                    Sse.Prefetch0(later + line);
                }
            }

            var from = a;
            var to = packed;
            for (var tile = tiles; tile > 0; tile--)
            {
                // The two extra floats belong to the next term, which overwrites them in the copy.
                Vector256.Load(from).Store(to);
                from += TileRows;
                to += Packed(depth);
            }

            a += aStep;
            packed += TileRows;
        }

        for (var tile = tiles; tile > 0; tile--)
        {
            Vector128.Load(a).Store(packed);
            *(double*)(packed + 4) = *(double*)(a + 4);
            a += TileRows;
            packed += Packed(depth);
        }
    }

    /// <summary>Runs panel by panel, or in pairs where a register holds a whole panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns(in Stretch stretch)
    {
        var b = stretch.B;
        var c = stretch.C;
        var panels = stretch.Panels;
        if (TLanes.Count == Panels.Width)
        {
            for (; panels >= 2; panels -= 2)
            {
                Column<Two>(stretch, b, stretch.BPanel, c, stretch.CPanel);
                b += 2 * stretch.BPanel;
                c += 2 * stretch.CPanel;
            }

            if (panels > 0)
            {
                Column<One>(stretch, b, 0, c, 0);
            }

            return;
        }

        for (; panels > 0; panels--)
        {
            for (var lane = 0; lane < Panels.Width; lane += 2 * TLanes.Count)
            {
                Column<Two>(stretch, b + lane, TLanes.Count, c + lane, TLanes.Count);
            }

            b += stretch.BPanel;
            c += stretch.CPanel;
        }
    }

    /// <summary>Computes all rows of one or two registers' columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Column<TRegisters>(in Stretch stretch, float* b, nint bPair, float* c, nint cPair)
        where TRegisters : struct, ICount
    {
        var a = stretch.A;
        var bias = stretch.Bias;
        var rows = stretch.Rows;
        for (; rows >= TileRows; rows -= TileRows)
        {
            RegisterTile<TLanes, TVector>.Run<Six, TRegisters>(stretch, a, b, bPair, c, cPair, bias);
            a += stretch.ATile;
            c += TileRows * stretch.CRow;
            bias = bias == null ? null : bias + TileRows;
        }

        switch (rows)
        {
            case 1:
                RegisterTile<TLanes, TVector>.Run<One, TRegisters>(stretch, a, b, bPair, c, cPair, bias);
                break;
            case 2:
                RegisterTile<TLanes, TVector>.Run<Two, TRegisters>(stretch, a, b, bPair, c, cPair, bias);
                break;
            case 3:
                RegisterTile<TLanes, TVector>.Run<Three, TRegisters>(stretch, a, b, bPair, c, cPair, bias);
                break;
            case 4:
                RegisterTile<TLanes, TVector>.Run<Four, TRegisters>(stretch, a, b, bPair, c, cPair, bias);
                break;
            case 5:
                RegisterTile<TLanes, TVector>.Run<Five, TRegisters>(stretch, a, b, bPair, c, cPair, bias);
                break;
        }
    }
}
