namespace Pruning.Reproductions.Studies;

/// <summary>Progress of one step, in epochs of single replicates.</summary>
/// <param name="all">Total progress of the step.</param>
/// <param name="advance">Receives parts of it.</param>
internal sealed class StepWork(double all, Action<double> advance) : IDisposable
{
    private double told;

    /// <summary>Reports further epochs.</summary>
    public void Epochs(double epochs)
    {
        told += epochs;
        advance(epochs);
    }

    public void Dispose() => advance(all - told);
}
