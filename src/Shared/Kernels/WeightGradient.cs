using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pruning.Shared.Kernels;

/// <summary>
/// Computes a linear layer's ∂w[o, i] = Σ_b↑ ∂y[o, b]·x[i, b] and ∂bias[o] = Σ_b↑ ∂y[o, b]: the product of ∂y [outputs,
/// batch] with the examples [batch, inputs] in panels of sixteen inputs. A further input, 1 in every example, makes the
/// bias gradient another column: a fused multiply-add by 1 is an addition.
/// </summary>
internal sealed unsafe class WeightGradient : IBlocks, IDisposable
{
    private readonly int inputs;
    private readonly int outputs;
    private readonly bool bias;
    private readonly int full;
    private readonly int rest;
    private readonly PanelMultiplier multiplier;

    /// <summary>∂y, [outputs, 16·panels].</summary>
    private readonly AlignedBuffer rows;

    /// <summary>The examples in panels of sixteen inputs, [⌊inputs / 16⌋, 16·panels, 16].</summary>
    private readonly AlignedBuffer columns;

    /// <summary>The remaining inputs and the constant 1, [16·panels, 16].</summary>
    private readonly AlignedBuffer lastColumns;

    /// <summary>The product of these columns, [outputs, 16].</summary>
    private readonly AlignedBuffer lastSums;

    private PanelProduct product;
    private float* gradient;
    private bool adds;

    public WeightGradient(int inputs, int outputs, bool bias, int largest, PanelMultiplier multiplier)
    {
        this.inputs = inputs;
        this.outputs = outputs;
        this.bias = bias;
        this.multiplier = multiplier;
        full = inputs / Panels.Width;
        rest = inputs % Panels.Width;
        var padded = (long)Panels.Count(largest) * Panels.Width;
        rows = new(outputs * padded);
        columns = new(full * padded * Panels.Width);
        lastColumns = new(padded * Panels.Width);
        lastSums = new((long)outputs * Panels.Width);
        for (var example = 0L; example < padded; example++)
        {
            lastColumns.Data[(example * Panels.Width) + rest] = 1;
        }
    }

    /// <summary>Computes both gradients of one batch.</summary>
    /// <param name="input">x, [panels, inputs, 16].</param>
    /// <param name="outputGradient">∂y, [panels, outputs, 16].</param>
    /// <param name="parameterGradient">Receives ∂w [outputs, inputs] and ∂bias [outputs].</param>
    /// <param name="add">Whether they are added to the existing values.</param>
    public void Run(float* input, float* outputGradient, float* parameterGradient, bool add, int batch)
    {
        var padded = Panels.Count(batch) * Panels.Width;
        BringTogether(outputGradient, padded);
        Turn(input, padded);
        gradient = parameterGradient;
        adds = add;
        product = new()
        {
            A = rows.Data,
            ARow = padded,
            AStep = 1,
            B = columns.Data,
            BPanel = (nint)padded * Panels.Width,
            C = parameterGradient,
            CRow = inputs,
            CPanel = Panels.Width,
            Rows = outputs,
            Depth = batch,
            Panels = full,
            Add = add,
        };
        var count = (outputs + ProductBlocks.Rows - 1) / ProductBlocks.Rows;
        IdleCores.Run(this, count, (long)outputs * inputs * batch);
    }

    public void Run(int block)
    {
        var first = block * ProductBlocks.Rows;
        var count = Math.Min(ProductBlocks.Rows, outputs - first);
        if (full > 0)
        {
            multiplier.Run(product, first, count, 0, full);
        }

        if (rest > 0 || bias)
        {
            var last = product with
            {
                B = lastColumns.Data,
                C = lastSums.Data,
                CRow = Panels.Width,
                Panels = 1,
                Add = false,
            };
            multiplier.Run(last, first, count, 0, 1);
            Spread(first, count);
        }
    }

    public void Dispose()
    {
        rows.Dispose();
        columns.Dispose();
        lastColumns.Dispose();
        lastSums.Dispose();
    }

    /// <summary>Gathers an output's gradients of all panels into one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BringTogether(float* outputGradient, int padded)
    {
        for (var start = 0; start < padded; start += Panels.Width)
        {
            var to = rows.Data + start;
            for (var output = 0; output < outputs; output++)
            {
                Unsafe.CopyBlockUnaligned(to, outputGradient, Panels.Width * sizeof(float));
                outputGradient += Panels.Width;
                to += padded;
            }
        }
    }

    /// <summary>Transposes panels of sixteen examples to panels of sixteen inputs, block by block.</summary>
    private void Turn(float* input, int padded)
    {
        const int Block = Panels.Width * Panels.Width;
        for (var start = 0; start < padded; start += Panels.Width)
        {
            var to = columns.Data + (start * Panels.Width);
            for (var panel = 0; panel < full; panel++)
            {
                Transposition.Run(input, Panels.Width, to, Panels.Width, Panels.Width, Panels.Width);
                input += Block;
                to += padded * Panels.Width;
            }

            var last = lastColumns.Data + (start * Panels.Width);
            Transposition.Run(input, Panels.Width, last, Panels.Width, rest, Panels.Width);
            input += rest * Panels.Width;
        }
    }

    /// <summary>Copies the last columns' sums to their destination.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Spread(int first, int count)
    {
        const int Half = Panels.Width / 2;
        var from = lastSums.Data + ((long)first * Panels.Width);
        var to = gradient + ((long)first * inputs) + (full * Panels.Width);
        var biases = gradient + ((long)outputs * inputs) + first;
        for (var output = 0; output < count; output++)
        {
            if (rest >= Half)
            {
                // Two overlapping halves: both are read before either is written.
                var second = rest - Half;
                var low = Vector256.Load(from);
                var high = Vector256.Load(from + second);
                if (adds)
                {
                    low += Vector256.Load(to);
                    high += Vector256.Load(to + second);
                }

                low.Store(to);
                high.Store(to + second);
            }
            else
            {
                for (var i = 0; i < rest; i++)
                {
                    to[i] = adds ? to[i] + from[i] : from[i];
                }
            }

            if (bias)
            {
                biases[output] = adds ? biases[output] + from[rest] : from[rest];
            }

            from += Panels.Width;
            to += inputs;
        }
    }
}
