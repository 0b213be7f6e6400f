namespace Pruning.Reproductions.Studies;

/// <summary>Progress of one step, in epochs of single replicates; of a pre-training, in shares of it.</summary>
/// <param name="all">Total progress of the step.</param>
/// <param name="advance">Receives parts of it.</param>
internal sealed class StepWork(double all, Action<double> advance) : IDisposable
{
    private double told;

    /// <summary>Reports further progress.</summary>
    public void Add(double part)
    {
        told += part;
        advance(part);
    }

    public void Dispose() => advance(all - told);
}
