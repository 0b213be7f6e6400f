namespace Pruning.Reproductions.Studies;

/// <summary>The progress of one step, in epochs of single replicates.</summary>
/// <param name="all">What the step tells in all.</param>
/// <param name="advance">Told parts of it.</param>
internal sealed class StepWork(double all, Action<double> advance) : IDisposable
{
    private double told;

    /// <summary>So many more epochs are done.</summary>
    public void Epochs(double epochs)
    {
        told += epochs;
        advance(epochs);
    }

    public void Dispose() => advance(all - told);
}
