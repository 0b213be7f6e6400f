namespace Pruning.Benchmarks.Problems;

/// <summary>What a case's steps are.</summary>
internal enum WorkKind
{
    /// <summary>Steps of training.</summary>
    Train,

    /// <summary>Evaluations of a pruned net.</summary>
    Sweep,

    /// <summary>Products of the net's weight with all examples, these being columns.</summary>
    Multiply,
}
