namespace Pruning.Reproductions.Studies;

/// <summary>What kind of number a metric is, which decides how two runs of it are compared.</summary>
public enum Nature
{
    /// <summary>A real number: the same bits under the same numerics, otherwise compared in distribution.</summary>
    Real,

    /// <summary>A count, which rounding does not move: compared exactly under any numerics.</summary>
    Count,

    /// <summary>A time: no run repeats it, and no expected file holds it.</summary>
    Time,
}
