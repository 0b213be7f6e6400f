namespace Pruning.Reproductions.Auditing;

/// <summary>The replicates of one reading.</summary>
/// <param name="Replicates">Those that were run, in the order of their seeds.</param>
/// <param name="Looks">Numbers after which they are judged: the registered ones, or the one that was asked for.</param>
/// <param name="Registered">Whether the looks are the registered ones.</param>
public sealed record Run(IReadOnlyList<Replicate> Replicates, IReadOnlyList<int> Looks, bool Registered)
{
    /// <summary>What kept the reading from being run; null: it was run.</summary>
    public Obstacle? Obstacle { get; private init; }

    /// <summary>No replicates, and the reason.</summary>
    public static Run Not(Obstacle why) => new([], [], Registered: false) { Obstacle = why };

    /// <summary>The looks for which there are enough replicates.</summary>
    public IReadOnlyList<int> Reached => [.. Looks.TakeWhile(n => n <= Replicates.Count)];

    /// <summary>The first replicates of the run.</summary>
    public Run First(int n) => this with { Replicates = [.. Replicates.Take(n)] };
}
