using System.Runtime.CompilerServices;

namespace Pruning.Shared.Kernels;

/// <summary>
/// Sums four filters at three taps, twelve registers at a time: each position loads three registers of the input and
/// four of the output gradient. A single remaining tap is summed for two registers of examples at once.
/// </summary>
internal sealed unsafe class TapPass<TLanes, TVector>(TapPlan plan) : TapPass(plan)
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>Distance of the second register of examples; 0 where one holds all.</summary>
    private static int Second
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.Count < Panels.Width ? TLanes.Count : 0;
    }

    protected override void Products(TapBand* band, TapTile* tiles, int count, float* lanes)
    {
        for (var tile = tiles; tile < tiles + count; tile++)
        {
            if (tile->Count == 1)
            {
                One(band, tile, lanes);
            }
            else
            {
                Three(band, tile, lanes);
            }

            lanes += TileSums * Panels.Width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Three(TapBand* band, TapTile* tile, float* lanes)
    {
        var start = band->Row == 0;
        var from = Math.Max(band->Row, tile->RowFrom);
        var rows = Math.Min(band->End, tile->RowEnd) - from;
        nint width = tile->Columns * Panels.Width;
        var step = band->InputStep;
        var rowStep = band->InputRow - step * tile->Columns;
        var gradient = from * band->OutputRow + tile->ColumnFrom * Panels.Width;
        var input = band->Input + from * band->InputRow + tile->ColumnFrom * step;
        for (var lane = 0; lane < Panels.Width; lane += TLanes.Count)
        {
            var x0 = input + tile->Input0 + lane;
            var x1 = input + tile->Input1 + lane;
            var x2 = input + tile->Input2 + lane;
            var d0 = band->Gradient0 + gradient + lane;
            var d1 = band->Gradient1 + gradient + lane;
            var d2 = band->Gradient2 + gradient + lane;
            var d3 = band->Gradient3 + gradient + lane;
            var sums = lanes + lane;
            TVector s00, s01, s02, s10, s11, s12, s20, s21, s22, s30, s31, s32;
            if (start)
            {
                s00 = s01 = s02 = s10 = s11 = s12 = s20 = s21 = s22 = s30 = s31 = s32 = TLanes.Zero;
            }
            else
            {
                s00 = TLanes.Load(sums);
                s01 = TLanes.Load(sums + 1 * Panels.Width);
                s02 = TLanes.Load(sums + 2 * Panels.Width);
                s10 = TLanes.Load(sums + 3 * Panels.Width);
                s11 = TLanes.Load(sums + 4 * Panels.Width);
                s12 = TLanes.Load(sums + 5 * Panels.Width);
                s20 = TLanes.Load(sums + 6 * Panels.Width);
                s21 = TLanes.Load(sums + 7 * Panels.Width);
                s22 = TLanes.Load(sums + 8 * Panels.Width);
                s30 = TLanes.Load(sums + 9 * Panels.Width);
                s31 = TLanes.Load(sums + 10 * Panels.Width);
                s32 = TLanes.Load(sums + 11 * Panels.Width);
            }

            nint x = 0;
            nint row = 0;
            for (var left = rows; left > 0; left--)
            {
                var end = row + width;
                for (var position = row; position < end; position += Panels.Width)
                {
                    var v0 = TLanes.Load(x0 + x);
                    var v1 = TLanes.Load(x1 + x);
                    var v2 = TLanes.Load(x2 + x);
                    var d = TLanes.Load(d0 + position);
                    s00 = TLanes.MultiplyAdd(d, v0, s00);
                    s01 = TLanes.MultiplyAdd(d, v1, s01);
                    s02 = TLanes.MultiplyAdd(d, v2, s02);
                    d = TLanes.Load(d1 + position);
                    s10 = TLanes.MultiplyAdd(d, v0, s10);
                    s11 = TLanes.MultiplyAdd(d, v1, s11);
                    s12 = TLanes.MultiplyAdd(d, v2, s12);
                    d = TLanes.Load(d2 + position);
                    s20 = TLanes.MultiplyAdd(d, v0, s20);
                    s21 = TLanes.MultiplyAdd(d, v1, s21);
                    s22 = TLanes.MultiplyAdd(d, v2, s22);
                    d = TLanes.Load(d3 + position);
                    s30 = TLanes.MultiplyAdd(d, v0, s30);
                    s31 = TLanes.MultiplyAdd(d, v1, s31);
                    s32 = TLanes.MultiplyAdd(d, v2, s32);
                    x += step;
                }

                x += rowStep;
                row += band->OutputRow;
            }

            TLanes.Store(s00, sums);
            TLanes.Store(s01, sums + 1 * Panels.Width);
            TLanes.Store(s02, sums + 2 * Panels.Width);
            TLanes.Store(s10, sums + 3 * Panels.Width);
            TLanes.Store(s11, sums + 4 * Panels.Width);
            TLanes.Store(s12, sums + 5 * Panels.Width);
            TLanes.Store(s20, sums + 6 * Panels.Width);
            TLanes.Store(s21, sums + 7 * Panels.Width);
            TLanes.Store(s22, sums + 8 * Panels.Width);
            TLanes.Store(s30, sums + 9 * Panels.Width);
            TLanes.Store(s31, sums + 10 * Panels.Width);
            TLanes.Store(s32, sums + 11 * Panels.Width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(TapBand* band, TapTile* tile, float* lanes)
    {
        var start = band->Row == 0;
        var from = Math.Max(band->Row, tile->RowFrom);
        var rows = Math.Min(band->End, tile->RowEnd) - from;
        nint width = tile->Columns * Panels.Width;
        var step = band->InputStep;
        var rowStep = band->InputRow - step * tile->Columns;
        var gradient = from * band->OutputRow + tile->ColumnFrom * Panels.Width;
        var input = band->Input + from * band->InputRow + tile->ColumnFrom * step;
        for (var lane = 0; lane < Panels.Width; lane += TLanes.Count + Second)
        {
            var x0 = input + tile->Input0 + lane;
            var d0 = band->Gradient0 + gradient + lane;
            var d1 = band->Gradient1 + gradient + lane;
            var d2 = band->Gradient2 + gradient + lane;
            var d3 = band->Gradient3 + gradient + lane;
            var sums = lanes + lane;
            var (s0, t0) = Start(sums, start);
            var (s1, t1) = Start(sums + 3 * Panels.Width, start);
            var (s2, t2) = Start(sums + 6 * Panels.Width, start);
            var (s3, t3) = Start(sums + 9 * Panels.Width, start);
            nint x = 0;
            nint row = 0;
            for (var left = rows; left > 0; left--)
            {
                var end = row + width;
                for (var position = row; position < end; position += Panels.Width)
                {
                    var v = TLanes.Load(x0 + x);
                    s0 = TLanes.MultiplyAdd(TLanes.Load(d0 + position), v, s0);
                    s1 = TLanes.MultiplyAdd(TLanes.Load(d1 + position), v, s1);
                    s2 = TLanes.MultiplyAdd(TLanes.Load(d2 + position), v, s2);
                    s3 = TLanes.MultiplyAdd(TLanes.Load(d3 + position), v, s3);
                    if (Second > 0)
                    {
                        v = TLanes.Load(x0 + x + Second);
                        t0 = TLanes.MultiplyAdd(TLanes.Load(d0 + position + Second), v, t0);
                        t1 = TLanes.MultiplyAdd(TLanes.Load(d1 + position + Second), v, t1);
                        t2 = TLanes.MultiplyAdd(TLanes.Load(d2 + position + Second), v, t2);
                        t3 = TLanes.MultiplyAdd(TLanes.Load(d3 + position + Second), v, t3);
                    }

                    x += step;
                }

                x += rowStep;
                row += band->OutputRow;
            }

            Store(sums, s0, t0);
            Store(sums + 3 * Panels.Width, s1, t1);
            Store(sums + 6 * Panels.Width, s2, t2);
            Store(sums + 9 * Panels.Width, s3, t3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Sums(TapBand* band, float* lanes)
    {
        // Two registers per filter where possible, because additions have latency.
        var start = band->Row == 0;
        var end = band->End * band->OutputRow;
        for (var lane = 0; lane < Panels.Width; lane += TLanes.Count + Second)
        {
            var sums = lanes + lane;
            var d0 = band->Gradient0 + lane;
            var d1 = band->Gradient1 + lane;
            var d2 = band->Gradient2 + lane;
            var d3 = band->Gradient3 + lane;
            var (s0, t0) = Start(sums, start);
            var (s1, t1) = Start(sums + 1 * Panels.Width, start);
            var (s2, t2) = Start(sums + 2 * Panels.Width, start);
            var (s3, t3) = Start(sums + 3 * Panels.Width, start);
            for (var position = band->Row * band->OutputRow; position < end; position += Panels.Width)
            {
                s0 = TLanes.Add(s0, TLanes.Load(d0 + position));
                s1 = TLanes.Add(s1, TLanes.Load(d1 + position));
                s2 = TLanes.Add(s2, TLanes.Load(d2 + position));
                s3 = TLanes.Add(s3, TLanes.Load(d3 + position));
                if (Second > 0)
                {
                    t0 = TLanes.Add(t0, TLanes.Load(d0 + position + Second));
                    t1 = TLanes.Add(t1, TLanes.Load(d1 + position + Second));
                    t2 = TLanes.Add(t2, TLanes.Load(d2 + position + Second));
                    t3 = TLanes.Add(t3, TLanes.Load(d3 + position + Second));
                }
            }

            Store(sums, s0, t0);
            Store(sums + 1 * Panels.Width, s1, t1);
            Store(sums + 2 * Panels.Width, s2, t2);
            Store(sums + 3 * Panels.Width, s3, t3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector First, TVector Second) Start(float* sums, bool start) =>
        start ? (TLanes.Zero, TLanes.Zero) : (TLanes.Load(sums), TLanes.Load(sums + Second));

    /// <summary>Stores the second sum first: without a second, its place is the first one's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* sums, TVector first, TVector second)
    {
        TLanes.Store(second, sums + Second);
        TLanes.Store(first, sums);
    }
}
