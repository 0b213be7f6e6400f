namespace Pruning.Shared.Pruning;

/// <summary>Where the absolute value is taken in <see cref="Criterion.TaylorMap"/>.</summary>
public enum TaylorAbsolute
{
    /// <summary>Of each example, before the mean over the examples.</summary>
    PerExample,

    /// <summary>Of the mean over the examples, in which changes of different sign cancel.</summary>
    OfMean,
}
