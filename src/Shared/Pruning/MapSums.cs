using System.Numerics;
using Pruning.Shared.Kernels;

namespace Pruning.Shared.Pruning;

/// <summary>
/// Sums over the examples of one layer's maps, in double precision: over a map's elements ascending, then over the
/// examples ascending, one by one, so that they depend on no block and no register.
/// </summary>
internal sealed unsafe class MapSums(MapLayer layer)
{
    private readonly double[] first = new double[layer.Units];
    private readonly double[] shifted = new double[layer.Units];
    private readonly double[] squares = new double[layer.Units];
    private readonly double[] zeros = new double[layer.Units];
    private readonly double[] taylor = new double[layer.Units];
    private readonly double[] signedTaylor = new double[layer.Units];
    private readonly double[] secondOrder = new double[layer.Units];
    private readonly double[] gradient = new double[layer.Units];
    private int active;
    private int sensitive;

    /// <summary>Adds the activations of further examples.</summary>
    /// <param name="activations">Panels [panels, K·M, 16].</param>
    public void AddActivations(float* activations, int batch)
    {
        if (active == 0)
        {
            // Deviations are summed from the first value, so that those of equal values are 0.
            for (var unit = 0; unit < layer.Units; unit++)
            {
                first[unit] = activations[(long)unit * layer.Elements * Panels.Width];
            }
        }

        var sums = stackalloc double[3 * Panels.Width];
        for (var start = 0; start < batch; start += Panels.Width)
        {
            for (var unit = 0; unit < layer.Units; unit++)
            {
                Activity(At(activations, start, unit), first[unit], sums);
                for (var lane = 0; lane < Math.Min(Panels.Width, batch - start); lane++)
                {
                    shifted[unit] += sums[lane];
                    squares[unit] += sums[Panels.Width + lane];
                    zeros[unit] += sums[(2 * Panels.Width) + lane];
                }
            }
        }

        active += batch;
    }

    /// <summary>Adds the activations of further examples, with the gradients of their own losses.</summary>
    /// <param name="activations">Panels [panels, K·M, 16].</param>
    /// <param name="gradients">Likewise.</param>
    public void AddGradients(float* activations, float* gradients, int batch)
    {
        var sums = stackalloc double[3 * Panels.Width];
        for (var start = 0; start < batch; start += Panels.Width)
        {
            for (var unit = 0; unit < layer.Units; unit++)
            {
                Sensitivity(At(activations, start, unit), At(gradients, start, unit), sums);
                for (var lane = 0; lane < Math.Min(Panels.Width, batch - start); lane++)
                {
                    var change = sums[lane] / layer.Elements;
                    taylor[unit] += Math.Abs(change);
                    signedTaylor[unit] += change;
                    secondOrder[unit] += 0.5 * sums[Panels.Width + lane];
                    gradient[unit] += Math.Abs(sums[(2 * Panels.Width) + lane] / layer.Elements);
                }
            }
        }

        sensitive += batch;
    }

    public MapActivity Activity()
    {
        var count = (double)active * layer.Elements;
        return new(
            [.. first.Zip(shifted, (at, sum) => at + (sum / count))],
            [.. shifted.Zip(squares, (sum, square) => Deviation(sum / count, square / count))],
            [.. zeros.Select(sum => sum / count)]);
    }

    public MapSensitivity Sensitivity() => new(
        [.. taylor.Select(sum => sum / sensitive)],
        [.. signedTaylor.Select(sum => sum / sensitive)],
        [.. secondOrder.Select(sum => sum / sensitive)],
        [.. gradient.Select(sum => sum / sensitive)]);

    private static double Deviation(double mean, double square)
    {
        var variance = square - (mean * mean);
        return variance < 0 ? 0 : Math.Sqrt(variance);
    }

    private float* At(float* panels, int start, int unit) =>
        panels + (((start / Panels.Width * (long)layer.Units) + unit) * layer.Elements * Panels.Width);

    /// <summary>Sums a − shift, its square, and the number of zeros, [3, 16].</summary>
    private void Activity(float* activations, double shift, double* sums)
    {
        var from = new Vector<double>(shift);
        for (var lane = 0; lane < Panels.Width; lane += Vector<float>.Count)
        {
            Vector<double> low = default, high = default, lowSquare = default, highSquare = default;
            var none = Vector<int>.Zero;
            var at = activations + lane;
            for (var m = 0; m < layer.Elements; m++, at += Panels.Width)
            {
                var a = Vector.Load(at);
                none -= Vector.Equals(a, Vector<float>.Zero);
                Vector.Widen(a, out var first, out var second);
                first -= from;
                second -= from;
                low += first;
                high += second;
                lowSquare += first * first;
                highSquare += second * second;
            }

            Store(low, high, sums + lane);
            Store(lowSquare, highSquare, sums + Panels.Width + lane);
            Vector.Widen(none, out var noneLow, out var noneHigh);
            Store(Vector.ConvertToDouble(noneLow), Vector.ConvertToDouble(noneHigh), sums + (2 * Panels.Width) + lane);
        }
    }

    /// <summary>Sums a·g, its square, and g, [3, 16].</summary>
    private void Sensitivity(float* activations, float* gradients, double* sums)
    {
        for (var lane = 0; lane < Panels.Width; lane += Vector<float>.Count)
        {
            Vector<double> low = default, high = default, lowSquare = default, highSquare = default;
            Vector<double> lowSlope = default, highSlope = default;
            for (var m = 0L; m < layer.Elements; m++)
            {
                // A product of two floats is exact in double.
                Vector.Widen(Vector.Load(activations + (m * Panels.Width) + lane), out var first, out var second);
                Vector.Widen(Vector.Load(gradients + (m * Panels.Width) + lane), out var slope, out var secondSlope);
                first *= slope;
                second *= secondSlope;
                low += first;
                high += second;
                lowSquare += first * first;
                highSquare += second * second;
                lowSlope += slope;
                highSlope += secondSlope;
            }

            Store(low, high, sums + lane);
            Store(lowSquare, highSquare, sums + Panels.Width + lane);
            Store(lowSlope, highSlope, sums + (2 * Panels.Width) + lane);
        }
    }

    private static void Store(Vector<double> low, Vector<double> high, double* to)
    {
        Vector.Store(low, to);
        Vector.Store(high, to + Vector<double>.Count);
    }
}
