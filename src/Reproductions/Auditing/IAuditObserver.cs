namespace Pruning.Reproductions.Auditing;

/// <summary>Receives the progress of an audit. Calls may come from any thread, one at a time.</summary>
public interface IAuditObserver
{
    /// <summary>Called before anything is run, once for each reason, with the claims that will not be run.</summary>
    void NotRun(IReadOnlyList<Claim> claims, Obstacle why);

    /// <summary>Called when a reading starts.</summary>
    /// <param name="replicates">Number of its replicates.</param>
    /// <param name="reused">Number of replicates already in the ledger.</param>
    void ReadingStarted(Study experiment, Reading reading, int replicates, int reused);

    /// <summary>Called with the number of further replicates done, fractions included.</summary>
    void Advanced(double replicates);

    void ReadingFinished();

    /// <summary>Called when a claim's primary reading was run and has been judged.</summary>
    void Judged(Claim claim, Judgement judgement);
}
