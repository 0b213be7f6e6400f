namespace Pruning.Shared.Kernels;

/// <summary>
/// Lets idle cores run another thread's blocks; results are unchanged, since blocks are fixed. Helpers are thread-pool
/// threads, which sleep while idle.
/// </summary>
internal static class IdleCores
{
    /// <summary>
    /// Fused multiply-adds below which waking a helper (about twenty microseconds) costs more than it saves.
    /// </summary>
    private const long LeastOperations = 1 << 20;

    private static int free = Environment.ProcessorCount;

    [ThreadStatic]
    private static bool entered;

    [ThreadStatic]
    private static bool alone;

    /// <summary>Assigns a core to the calling thread until <see cref="Leave"/>.</summary>
    public static void Enter()
    {
        entered = true;
        Interlocked.Decrement(ref free);
    }

    /// <summary>Ends <see cref="Enter"/>.</summary>
    public static void Leave()
    {
        entered = false;
        Interlocked.Increment(ref free);
    }

    /// <summary>Waits for something; meanwhile the calling thread's core, if it has one, is free.</summary>
    public static void Wait(Action wait)
    {
        if (!entered)
        {
            wait();
            return;
        }

        Leave();
        try
        {
            wait();
        }
        finally
        {
            Enter();
        }
    }

    /// <summary>Runs an action without helpers, to measure time on one thread.</summary>
    public static void Alone(Action action)
    {
        alone = true;
        try
        {
            action();
        }
        finally
        {
            alone = false;
        }
    }

    /// <summary>Runs all blocks and waits until they are done.</summary>
    /// <param name="operations">Fused multiply-adds of all blocks together, roughly.</param>
    public static void Run(IBlocks work, int blocks, long operations)
    {
        var helpers = alone || operations < LeastOperations ? 0 : Take(blocks - 1);
        if (helpers == 0)
        {
            for (var block = 0; block < blocks; block++)
            {
                work.Run(block);
            }

            return;
        }

        try
        {
            new Job(work, blocks, helpers).Run();
        }
        finally
        {
            Interlocked.Add(ref free, helpers);
        }
    }

    /// <summary>Reserves up to <paramref name="wanted"/> free cores, besides the caller's.</summary>
    private static int Take(int wanted)
    {
        while (true)
        {
            var now = Volatile.Read(ref free);
            var taken = Math.Min(entered ? now : now - 1, wanted);
            if (taken <= 0)
            {
                return 0;
            }

            if (Interlocked.CompareExchange(ref free, now - taken, now) == now)
            {
                return taken;
            }
        }
    }

    private sealed class Job(IBlocks work, int blocks, int helpers)
    {
        private readonly Helper[] crew = new Helper[helpers];
        private int next = -1;
        private Exception? failure;

        public void Run()
        {
            for (var i = 0; i < crew.Length; i++)
            {
                crew[i] = new(this);
                ThreadPool.UnsafeQueueUserWorkItem(crew[i], preferLocal: false);
            }

            TakeBlocks();
            foreach (var helper in crew)
            {
                helper.Finish();
            }

            if (failure is not null)
            {
                throw new InvalidOperationException("A block of work failed; see the inner exception.", failure);
            }
        }

        private void TakeBlocks()
        {
            try
            {
                for (var block = Interlocked.Increment(ref next); block < blocks; block =
                    Interlocked.Increment(ref next))
                {
                    work.Run(block);
                }
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, e, null);
            }
        }

        private sealed class Helper(Job job) : IThreadPoolWorkItem
        {
            private const int Queued = 0;
            private const int Running = 1;
            private const int Over = 2;
            private int state;

            public void Execute()
            {
                // A helper that starts too late is already cancelled.
                if (Interlocked.CompareExchange(ref state, Running, Queued) != Queued)
                {
                    return;
                }

                job.TakeBlocks();
                lock (this)
                {
                    state = Over;
                    Monitor.PulseAll(this);
                }
            }

            public void Finish()
            {
                if (Interlocked.CompareExchange(ref state, Over, Queued) == Queued)
                {
                    return;
                }

                // At most one block is still running.
                lock (this)
                {
                    while (state != Over)
                    {
                        Monitor.Wait(this);
                    }
                }
            }
        }
    }
}
