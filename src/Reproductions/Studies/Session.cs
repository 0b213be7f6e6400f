namespace Pruning.Reproductions.Studies;

/// <summary>A study on a device. What its readings share is computed once.</summary>
public abstract class Session : IDisposable
{
    /// <summary>Runs one reading for some seeds. Calls for disjoint seeds may run side by side.</summary>
    /// <param name="advance">
    /// Told the progress, in replicates; a call's parts add up to the number of its seeds.
    /// </param>
    /// <returns>One replicate a seed, in their order.</returns>
    public abstract IReadOnlyList<Replicate> Run(
        Reading reading, IReadOnlyList<int> seeds, Action<double> advance, CancellationToken cancel);

    /// <summary>
    /// The trained net of one replicate, before anything was pruned; null where the study trains none.
    /// </summary>
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
