using System.Diagnostics;
using System.Runtime.Intrinsics;
using Pruning.Shared.Kernels;

namespace Pruning.Benchmarks.Results;

/// <summary>
/// Measures what the floors are made of, on all cores at once, the best of some tries: the register tile of the
/// products on factors that stay in the nearest caches, and copying more than the last cache holds.
/// </summary>
internal static unsafe class RateMeasurement
{
    private const int Tries = 40;
    private const int Rows = 96;
    private const int Depth = 256;
    private const int Products = 500;
    private const int CopiedFloats = 1 << 24;

    public static MachineRates Measure()
    {
        var cores = Environment.ProcessorCount;
        return new(cores, Best(cores, Multiply), Best(cores, Copy));
    }

    /// <summary>Amount a second of all cores together, from the first one's start to the last one's end.</summary>
    /// <param name="work">One core's work, done as often as what it is given says; its amount.</param>
    private static double Best(int cores, Func<Action<Action>, double> work)
    {
        using var barrier = new Barrier(cores);
        var amounts = new double[cores];
        var stretches = new (long Start, long End)[Tries, cores];
        var threads = Enumerable.Range(0, cores).Select(core => new Thread(() => amounts[core] = work(once =>
        {
            for (var i = 0; i < Tries; i++)
            {
                barrier.SignalAndWait();
                var start = Stopwatch.GetTimestamp();
                once();
                stretches[i, core] = (start, Stopwatch.GetTimestamp());
            }
        }))).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return amounts.Sum() / Enumerable.Range(0, Tries).Min(Seconds);

        double Seconds(int i)
        {
            var all = Enumerable.Range(0, cores).Select(core => stretches[i, core]).ToList();
            return Stopwatch.GetElapsedTime(all.Min(s => s.Start), all.Max(s => s.End)).TotalSeconds;
        }
    }

    private static double Multiply(Action<Action> repeat)
    {
        using var a = new AlignedBuffer(Rows * Depth);
        using var b = new AlignedBuffer(Depth * Panels.Width);
        using var c = new AlignedBuffer(Rows * Panels.Width);
        var product = new PanelProduct
        {
            A = a.Data,
            ARow = Depth,
            AStep = 1,
            B = b.Data,
            BPanel = Depth * Panels.Width,
            C = c.Data,
            CRow = Panels.Width,
            CPanel = Rows * Panels.Width,
            Rows = Rows,
            Depth = Depth,
            Panels = 1,
        };
        repeat(() =>
        {
            for (var i = 0; i < Products; i++)
            {
                PanelMultiplier.Fastest.Run(product, 0, Rows, 0, 1);
            }
        });
        return 2.0 * Products * product.Operations;
    }

    private static double Copy(Action<Action> repeat)
    {
        using var from = new AlignedBuffer(CopiedFloats);
        using var to = new AlignedBuffer(CopiedFloats);
        repeat(() =>
        {
            // Past the caches, which would first read what is written over.
            for (var i = 0; i < CopiedFloats; i += Vector256<float>.Count)
            {
                Vector256.LoadAligned(from.Data + i).StoreAlignedNonTemporal(to.Data + i);
            }
        });
        return 2.0 * sizeof(float) * CopiedFloats;
    }
}
