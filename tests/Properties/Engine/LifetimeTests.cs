using System.Globalization;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Engine;

[Collection(Alone.Name)]
public sealed class LifetimeTests
{
    [Fact]
    public void Operations_HundredThousandDisposed_LeaveMemoryFlat()
    {
        using var x = ones(1024);
        Work(10_000);
        var before = ResidentMegabytes();
        Work(100_000);

        // A leak of the results alone would be 400 megabytes.
        Assert.InRange(ResidentMegabytes() - before, double.NegativeInfinity, 60);

        void Work(int count)
        {
            for (var i = 0; i < count; i++)
            {
                using var y = x.add(1);
                y.mul_(2);
            }
        }
    }

    [Fact]
    public void Graphs_BackwardInScopes_LeaveMemoryFlat()
    {
        using var x = ones(256, 256, requires_grad: true);
        Work(50);
        var before = ResidentMegabytes();
        Work(1000);
        Assert.InRange(ResidentMegabytes() - before, double.NegativeInfinity, 60);

        void Work(int count)
        {
            for (var i = 0; i < count; i++)
            {
                using var scope = NewDisposeScope();
                x.grad = null;
                x.mul(2).exp().sum().backward();
            }
        }
    }

    [Fact]
    public void Temporaries_DroppedWhileTheCollectorRuns_StayAliveThroughTheirCalls()
    {
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect(0, GCCollectionMode.Forced, blocking: true);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        try
        {
            Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 2 }, worker =>
            {
                var sizes = new long[] { 64, 1 + worker };
                for (var i = 0; i < 1500; i++)
                {
                    // No temporary here is kept by anything but the call that reads it.
                    var sum = cat([ones(sizes), full(sizes, 2)]).add(ones(128, 1 + worker)).narrow(0, 0, 128).sum().ToDouble();
                    Assert.Equal(64 * (1 + worker) * 5.0, sum);
                }
            });
        }
        finally
        {
            stop.Cancel();
            collector.Join();
        }
    }

    [Fact]
    public void Dispose_Twice_DoesNothingMore()
    {
        using var view = Halves(out var whole);
        whole.Dispose();
        whole.Dispose();

        // The view holds the storage by itself.
        Assert.Equal([1f, 1f], OperatorTests.Values<float>(view));
    }

    private static Tensor Halves(out Tensor whole)
    {
        whole = ones(4);
        return whole.narrow(0, 0, 2);
    }

    private static double ResidentMegabytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        var kilobytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return double.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024;
    }
}
