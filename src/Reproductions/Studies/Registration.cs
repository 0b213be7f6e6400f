namespace Pruning.Reproductions.Studies;

/// <summary>Replicates of a study, fixed before any run.</summary>
/// <param name="Looks">
/// Numbers of replicates after which the primary reading is judged, ascending; a single number is judged once.
/// </param>
/// <param name="Others">Replicates of every other reading, judged once.</param>
/// <param name="Short">
/// Replicates of the short run that tests repeat on a CPU; a GPU, and an expected file, may need more.
/// </param>
public sealed record Registration(IReadOnlyList<int> Looks, int Others, int Short)
{
    /// <summary>First seed of every audit. Seeds 1 to 100 were looked at before the rules were registered.</summary>
    public const int FirstSeed = 101;

    /// <summary>A fixed number of replicates for every reading.</summary>
    public Registration(int primary, int others, int shortRun)
        : this([primary], others, shortRun)
    {
    }

    /// <summary>Most replicates of the primary reading.</summary>
    public int Most => Looks[^1];

    /// <summary>Looks at 8, 16 and 32 replicates, for nets that take long to train; other readings have 8.</summary>
    public static Registration Images(int shortRun) => new([8, 16, 32], 8, shortRun);

    /// <summary>The seeds of an audit's first replicates.</summary>
    public static int[] Seeds(int n) => [.. Enumerable.Range(FirstSeed, n)];
}
