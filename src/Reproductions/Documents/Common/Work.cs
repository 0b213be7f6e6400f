namespace Pruning.Reproductions.Documents.Common;

/// <summary>Tells a session's progress: its pieces, in units of the whole, add up to the number of replicates whatever of them had been done before.</summary>
/// <param name="replicates">Replicates of the call.</param>
/// <param name="total">Units of one replicate, of which the pieces are told; what they leave is told at the end.</param>
/// <param name="advance">Told parts of replicates.</param>
internal sealed class Work(int replicates, double total, Action<double> advance)
{
    private double told;

    /// <summary>A piece of so many units, whose body tells how many of them it did.</summary>
    public T Of<T>(double units, Func<Action<double>, T> piece)
    {
        var done = 0.0;
        var result = piece(part => Tell(ref done, part));
        Tell(ref done, units - done);
        return result;
    }

    /// <summary>A piece that cannot tell how far it is.</summary>
    public void Did(double units) => Of(units, _ => true);

    /// <summary>Tells what is left.</summary>
    public void Finish() => Advance(total - told);

    private void Tell(ref double done, double units)
    {
        done += units;
        Advance(units);
    }

    private void Advance(double units)
    {
        told += units;
        advance(units * replicates / total);
    }
}
