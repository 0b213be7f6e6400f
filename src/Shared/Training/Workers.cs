using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Pruning.Shared.Engine;
using Pruning.Shared.Kernels;

namespace Pruning.Shared.Training;

/// <summary>Runs independent work items in parallel: one thread per core on a CPU, one at a time on a GPU.</summary>
public static class Workers
{
    /// <summary>Gets the number of work items that a device runs in parallel.</summary>
    public static int Count(Device device) => device == Device.Cpu ? Environment.ProcessorCount : 1;

    /// <summary>
    /// Runs work that only one holder of a gate does at a time; a thread that waits lends its core to the others.
    /// </summary>
    public static T OneAtATime<T>(Lock gate, Func<T> work)
    {
        if (!gate.TryEnter())
        {
            IdleCores.Wait(gate.Enter);
        }

        try
        {
            return work();
        }
        finally
        {
            gate.Exit();
        }
    }

    /// <summary>
    /// Runs <paramref name="action"/> for every item; the first failure cancels the rest and is thrown.
    /// </summary>
    /// <param name="limit">The most threads to use; null: one per core.</param>
    public static void Run<T>(IReadOnlyCollection<T> items, Device device, Action<T, CancellationToken> action,
        int? limit = null)
    {
        var threads = Math.Min(items.Count, Math.Min(Count(device), limit ?? int.MaxValue));
        var queue = new ConcurrentQueue<T>(items);
        using var cancel = new CancellationTokenSource();
        Exception? failure = null;

        void Work()
        {
            IdleCores.Enter();
            try
            {
                while (!cancel.IsCancellationRequested && queue.TryDequeue(out var item))
                {
                    action(item, cancel.Token);
                }
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, e, null);
                cancel.Cancel();
            }
            finally
            {
                IdleCores.Leave();
            }
        }

        var workers = Enumerable.Range(0, threads).Select(i =>
            new Thread(Work) { IsBackground = true, Name = $"worker {i}" }).ToList();
        workers.ForEach(w => w.Start());
        workers.ForEach(w => w.Join());
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}
