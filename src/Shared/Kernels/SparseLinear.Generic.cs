using System.Runtime.CompilerServices;

namespace Pruning.Shared.Kernels;

/// <summary>Computes up to eight registers of examples at a time; each weight is read once for all of them.</summary>
internal sealed unsafe class SparseLinear<TLanes, TVector>(
    ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, int inputs, int outputs)
    : SparseLinear(weight, bias, inputs, outputs)
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    protected override void Run(
        int* end, nint* place, float* weight, float* bias, float* input, float* output, int panels)
    {
        var registers = panels * Panels.Width / TLanes.Count;
        var first = 0;
        for (; registers - first >= 8; first += 8)
        {
            Some<Eight>(end, place, weight, bias, input, output, first);
        }

        for (; registers - first >= 4; first += 4)
        {
            Some<Four>(end, place, weight, bias, input, output, first);
        }

        for (; registers - first >= 2; first += 2)
        {
            Some<Two>(end, place, weight, bias, input, output, first);
        }

        if (registers > first)
        {
            Some<One>(end, place, weight, bias, input, output, first);
        }
    }

    /// <summary>Gets the start of one register of examples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float* At(float* panels, int features, int register)
    {
        var example = register * TLanes.Count;
        return panels + (example / Panels.Width * (nint)features * Panels.Width) + (example % Panels.Width);
    }

    /// <summary>Computes all outputs for some registers of examples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Some<TCount>(
        int* end, nint* place, float* weight, float* bias, float* input, float* output, int register)
        where TCount : struct, ICount
    {
        var last = register + TCount.Value - 1;
        var x0 = At(input, Inputs, register);
        var x1 = At(input, Inputs, Math.Min(register + 1, last));
        var x2 = At(input, Inputs, Math.Min(register + 2, last));
        var x3 = At(input, Inputs, Math.Min(register + 3, last));
        var x4 = At(input, Inputs, Math.Min(register + 4, last));
        var x5 = At(input, Inputs, Math.Min(register + 5, last));
        var x6 = At(input, Inputs, Math.Min(register + 6, last));
        var x7 = At(input, Inputs, Math.Min(register + 7, last));
        var start = 0;
        for (var o = 0; o < Outputs; o++)
        {
            var (s0, s1, s2, s3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
            var (s4, s5, s6, s7) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
            for (var i = start; i < end[o]; i++)
            {
                var factor = TLanes.Broadcast(weight[i]);
                var at = place[i];
                s0 = TLanes.MultiplyAdd(factor, TLanes.Load(x0 + at), s0);
                if (TCount.Value > 1)
                {
                    s1 = TLanes.MultiplyAdd(factor, TLanes.Load(x1 + at), s1);
                }

                if (TCount.Value > 2)
                {
                    s2 = TLanes.MultiplyAdd(factor, TLanes.Load(x2 + at), s2);
                    s3 = TLanes.MultiplyAdd(factor, TLanes.Load(x3 + at), s3);
                }

                if (TCount.Value > 4)
                {
                    s4 = TLanes.MultiplyAdd(factor, TLanes.Load(x4 + at), s4);
                    s5 = TLanes.MultiplyAdd(factor, TLanes.Load(x5 + at), s5);
                    s6 = TLanes.MultiplyAdd(factor, TLanes.Load(x6 + at), s6);
                    s7 = TLanes.MultiplyAdd(factor, TLanes.Load(x7 + at), s7);
                }
            }

            start = end[o];
            Finish(s0, bias, o, At(output, Outputs, register));
            if (TCount.Value > 1)
            {
                Finish(s1, bias, o, At(output, Outputs, register + 1));
            }

            if (TCount.Value > 2)
            {
                Finish(s2, bias, o, At(output, Outputs, register + 2));
                Finish(s3, bias, o, At(output, Outputs, register + 3));
            }

            if (TCount.Value > 4)
            {
                Finish(s4, bias, o, At(output, Outputs, register + 4));
                Finish(s5, bias, o, At(output, Outputs, register + 5));
                Finish(s6, bias, o, At(output, Outputs, register + 6));
                Finish(s7, bias, o, At(output, Outputs, register + 7));
            }
        }
    }

    /// <summary>Adds the bias and stores the output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(TVector sum, float* bias, int output, float* to)
    {
        var result = bias == null ? sum : TLanes.Add(sum, TLanes.Broadcast(bias[output]));
        TLanes.Store(result, to + ((nint)output * Panels.Width));
    }
}
