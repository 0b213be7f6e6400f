namespace Pruning.Reproductions.Studies;

/// <summary>A study on a device, which computes once what its readings share.</summary>
public abstract class Session : IDisposable
{
    /// <summary>Runs one reading for some seeds. Calls for disjoint seeds may run in parallel.</summary>
    /// <param name="advance">
    /// Receives progress in replicates; the parts of a call add up to the number of its seeds.
    /// </param>
    /// <returns>One replicate per seed, in their order.</returns>
    public abstract IReadOnlyList<Replicate> Run(
        Reading reading, IReadOnlyList<int> seeds, Action<double> advance, CancellationToken cancel);

    /// <summary>The trained net of one replicate before pruning; null where the study trains none.</summary>
    public virtual (Architecture Net, float[] Values)? TrainedNet(Reading reading, int seed) => null;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
