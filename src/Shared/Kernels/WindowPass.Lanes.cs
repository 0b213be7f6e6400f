using System.Runtime.CompilerServices;

namespace Pruning.Shared.Kernels;

/// <summary>
/// Sums of four target maps at three elements, twelve registers at a time: a tap loads three registers of the source and broadcasts four
/// weights. An element's sum starts at +0 and takes its products one by one, whatever the width of a register.
/// </summary>
internal sealed unsafe class WindowPass<TLanes, TVector>(WindowPlan plan) : WindowPass(plan)
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    protected override void Sum(float* source, float* target, int first)
    {
        fixed (WindowTile* tiles = Plan.Tiles)
        {
            for (var tile = tiles; tile < tiles + Plan.Tiles.Length; tile++)
            {
                for (var lane = 0; lane < Panels.Width; lane += TLanes.Count)
                {
                    Sum(source + lane, target + lane, first, tile);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(float* source, float* target, int first, WindowTile* tile)
    {
        // Where fewer than four maps are left, the last one is computed again.
        var last = Plan.Targets - 1;
        var (f1, f2, f3) = (Math.Min(first + 1, last), Math.Min(first + 2, last), Math.Min(first + 3, last));
        var w0 = Weight + first * Plan.TargetWeights;
        var w1 = Weight + f1 * Plan.TargetWeights;
        var w2 = Weight + f2 * Plan.TargetWeights;
        var w3 = Weight + f3 * Plan.TargetWeights;
        var x0 = source + tile->Source0;
        var x1 = source + tile->Source1;
        var x2 = source + tile->Source2;
        var (s00, s01, s02) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (s10, s11, s12) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (s20, s21, s22) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (s30, s31, s32) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
        nint tapStep = Plan.TapStep;
        nint step = Plan.SourceStep * Panels.Width;
        var rowStep = step * Plan.SourceWidth;
        var tapRowStep = tapStep * Plan.Kernel;
        nint sourceMap = Plan.SourceMap;
        nint sourceWeights = Plan.SourceWeights;
        var rows = tile->Rows;
        var columns = tapStep * tile->Columns;
        nint map = 0;
        nint weights = tile->Tap;
        for (var left = Plan.Sources; left > 0; left--)
        {
            var row = map;
            var tapRow = weights;
            for (var r = rows; r > 0; r--)
            {
                var x = row;
                var end = tapRow + columns;
                for (var tap = tapRow; tap < end; tap += tapStep)
                {
                    var v0 = TLanes.Load(x0 + x);
                    var v1 = TLanes.Load(x1 + x);
                    var v2 = TLanes.Load(x2 + x);
                    var w = TLanes.Broadcast(w0[tap]);
                    s00 = TLanes.MultiplyAdd(w, v0, s00);
                    s01 = TLanes.MultiplyAdd(w, v1, s01);
                    s02 = TLanes.MultiplyAdd(w, v2, s02);
                    w = TLanes.Broadcast(w1[tap]);
                    s10 = TLanes.MultiplyAdd(w, v0, s10);
                    s11 = TLanes.MultiplyAdd(w, v1, s11);
                    s12 = TLanes.MultiplyAdd(w, v2, s12);
                    w = TLanes.Broadcast(w2[tap]);
                    s20 = TLanes.MultiplyAdd(w, v0, s20);
                    s21 = TLanes.MultiplyAdd(w, v1, s21);
                    s22 = TLanes.MultiplyAdd(w, v2, s22);
                    w = TLanes.Broadcast(w3[tap]);
                    s30 = TLanes.MultiplyAdd(w, v0, s30);
                    s31 = TLanes.MultiplyAdd(w, v1, s31);
                    s32 = TLanes.MultiplyAdd(w, v2, s32);
                    x += step;
                }

                row += rowStep;
                tapRow += tapRowStep;
            }

            map += sourceMap;
            weights += sourceWeights;
        }

        Finish(target, first, tile, s00, s01, s02);
        Finish(target, f1, tile, s10, s11, s12);
        Finish(target, f2, tile, s20, s21, s22);
        Finish(target, f3, tile, s30, s31, s32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Finish(float* target, int map, WindowTile* tile, TVector s0, TVector s1, TVector s2)
    {
        if (Bias != null)
        {
            var bias = TLanes.Broadcast(Bias[map]);
            s0 = TLanes.Add(s0, bias);
            s1 = TLanes.Add(s1, bias);
            s2 = TLanes.Add(s2, bias);
        }

        target += (long)map * Plan.TargetMap;
        TLanes.Store(s0, target + tile->Target0);
        TLanes.Store(s1, target + tile->Target1);
        TLanes.Store(s2, target + tile->Target2);
    }
}
