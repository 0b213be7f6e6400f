namespace Pruning.Reproductions.Auditing;

/// <summary>Told how an audit goes on. Calls may come from any thread, one at a time.</summary>
public interface IAuditObserver
{
    /// <summary>A reading begins.</summary>
    /// <param name="replicates">How many it has.</param>
    /// <param name="reused">How many of them the ledger holds already.</param>
    void ReadingStarted(Study experiment, Reading reading, int replicates, int reused);

    /// <summary>So many replicates of the reading are done, fractions included.</summary>
    void Advanced(double replicates);

    void ReadingFinished();

    /// <summary>A claim's primary reading has been judged.</summary>
    void Judged(Claim claim, Judgement judgement);
}
