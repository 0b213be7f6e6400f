namespace Pruning.Reproductions.Studies;

/// <summary>Kind of a metric, which determines how two runs of it are compared.</summary>
public enum Nature
{
    /// <summary>A real number: compared bit for bit under the same numerics, otherwise in distribution.</summary>
    Real,

    /// <summary>A count, unaffected by rounding: compared exactly under any numerics.</summary>
    Count,

    /// <summary>A time: not reproducible, and in no expected file.</summary>
    Time,
}
