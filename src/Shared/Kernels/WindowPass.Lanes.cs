using System.Runtime.CompilerServices;

namespace Pruning.Shared.Kernels;

/// <summary>
/// Sums four target maps at three registers of elements, twelve sums at a time: a tap loads three registers of the
/// source and broadcasts four weights. An element's sum starts at +0 and adds its products one by one, at every
/// register width.
/// </summary>
internal sealed unsafe class WindowPass<TLanes, TVector>(WindowPlan plan) : WindowPass(plan)
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    protected override void Sum(WindowFrame* frame, WindowTile* tiles, int count)
    {
        for (var tile = tiles; tile < tiles + count; tile++)
        {
            if (tile->Three)
            {
                SumThree(frame, tile);
            }
            else
            {
                SumTwo(frame, tile);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumThree(WindowFrame* frame, WindowTile* tile)
    {
        var w0 = frame->Weight0;
        var w1 = frame->Weight1;
        var w2 = frame->Weight2;
        var w3 = frame->Weight3;
        var x0 = frame->Source + tile->Source0;
        var x1 = frame->Source + tile->Source1;
        var x2 = frame->Source + tile->Source2;
        var (s00, s01, s02) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (s10, s11, s12) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (s20, s21, s22) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (s30, s31, s32) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var step = frame->Step;
        var tapStep = frame->TapStep;
        var columns = tapStep * tile->Columns;
        nint map = 0;
        nint weights = tile->Tap;
        for (var left = frame->Sources; left > 0; left--)
        {
            var row = map;
            var tapRow = weights;
            for (var rows = tile->Rows; rows > 0; rows--)
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

                row += frame->RowStep;
                tapRow += frame->TapRowStep;
            }

            map += frame->SourceMap;
            weights += frame->SourceWeights;
        }

        if (frame->Biased)
        {
            var bias = TLanes.Broadcast(frame->Bias0);
            s00 = TLanes.Add(s00, bias);
            s01 = TLanes.Add(s01, bias);
            s02 = TLanes.Add(s02, bias);
            bias = TLanes.Broadcast(frame->Bias1);
            s10 = TLanes.Add(s10, bias);
            s11 = TLanes.Add(s11, bias);
            s12 = TLanes.Add(s12, bias);
            bias = TLanes.Broadcast(frame->Bias2);
            s20 = TLanes.Add(s20, bias);
            s21 = TLanes.Add(s21, bias);
            s22 = TLanes.Add(s22, bias);
            bias = TLanes.Broadcast(frame->Bias3);
            s30 = TLanes.Add(s30, bias);
            s31 = TLanes.Add(s31, bias);
            s32 = TLanes.Add(s32, bias);
        }

        nint target0 = tile->Target0;
        nint target1 = tile->Target1;
        nint target2 = tile->Target2;
        TLanes.Store(s00, frame->Target0 + target0);
        TLanes.Store(s01, frame->Target0 + target1);
        TLanes.Store(s02, frame->Target0 + target2);
        TLanes.Store(s10, frame->Target1 + target0);
        TLanes.Store(s11, frame->Target1 + target1);
        TLanes.Store(s12, frame->Target1 + target2);
        TLanes.Store(s20, frame->Target2 + target0);
        TLanes.Store(s21, frame->Target2 + target1);
        TLanes.Store(s22, frame->Target2 + target2);
        TLanes.Store(s30, frame->Target3 + target0);
        TLanes.Store(s31, frame->Target3 + target1);
        TLanes.Store(s32, frame->Target3 + target2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumTwo(WindowFrame* frame, WindowTile* tile)
    {
        var w0 = frame->Weight0;
        var w1 = frame->Weight1;
        var w2 = frame->Weight2;
        var w3 = frame->Weight3;
        var x0 = frame->Source + tile->Source0;
        var x1 = frame->Source + tile->Source1;
        var (s00, s01) = (TLanes.Zero, TLanes.Zero);
        var (s10, s11) = (TLanes.Zero, TLanes.Zero);
        var (s20, s21) = (TLanes.Zero, TLanes.Zero);
        var (s30, s31) = (TLanes.Zero, TLanes.Zero);
        var step = frame->Step;
        var tapStep = frame->TapStep;
        var columns = tapStep * tile->Columns;
        nint map = 0;
        nint weights = tile->Tap;
        for (var left = frame->Sources; left > 0; left--)
        {
            var row = map;
            var tapRow = weights;
            for (var rows = tile->Rows; rows > 0; rows--)
            {
                var x = row;
                var end = tapRow + columns;
                for (var tap = tapRow; tap < end; tap += tapStep)
                {
                    var v0 = TLanes.Load(x0 + x);
                    var v1 = TLanes.Load(x1 + x);
                    var w = TLanes.Broadcast(w0[tap]);
                    s00 = TLanes.MultiplyAdd(w, v0, s00);
                    s01 = TLanes.MultiplyAdd(w, v1, s01);
                    w = TLanes.Broadcast(w1[tap]);
                    s10 = TLanes.MultiplyAdd(w, v0, s10);
                    s11 = TLanes.MultiplyAdd(w, v1, s11);
                    w = TLanes.Broadcast(w2[tap]);
                    s20 = TLanes.MultiplyAdd(w, v0, s20);
                    s21 = TLanes.MultiplyAdd(w, v1, s21);
                    w = TLanes.Broadcast(w3[tap]);
                    s30 = TLanes.MultiplyAdd(w, v0, s30);
                    s31 = TLanes.MultiplyAdd(w, v1, s31);
                    x += step;
                }

                row += frame->RowStep;
                tapRow += frame->TapRowStep;
            }

            map += frame->SourceMap;
            weights += frame->SourceWeights;
        }

        if (frame->Biased)
        {
            var bias = TLanes.Broadcast(frame->Bias0);
            s00 = TLanes.Add(s00, bias);
            s01 = TLanes.Add(s01, bias);
            bias = TLanes.Broadcast(frame->Bias1);
            s10 = TLanes.Add(s10, bias);
            s11 = TLanes.Add(s11, bias);
            bias = TLanes.Broadcast(frame->Bias2);
            s20 = TLanes.Add(s20, bias);
            s21 = TLanes.Add(s21, bias);
            bias = TLanes.Broadcast(frame->Bias3);
            s30 = TLanes.Add(s30, bias);
            s31 = TLanes.Add(s31, bias);
        }

        nint target0 = tile->Target0;
        nint target1 = tile->Target1;
        TLanes.Store(s00, frame->Target0 + target0);
        TLanes.Store(s01, frame->Target0 + target1);
        TLanes.Store(s10, frame->Target1 + target0);
        TLanes.Store(s11, frame->Target1 + target1);
        TLanes.Store(s20, frame->Target2 + target0);
        TLanes.Store(s21, frame->Target2 + target1);
        TLanes.Store(s30, frame->Target3 + target0);
        TLanes.Store(s31, frame->Target3 + target1);
    }
}
