using Pruning.Benchmarks.Problems;

namespace Pruning.Benchmarks.Racing;

/// <summary>One line of the table: the same work on our side and on its peers'.</summary>
/// <param name="Unit">What the times are of.</param>
/// <param name="Whole">The unit in full.</param>
/// <param name="Check">Steps after which the losses are compared.</param>
/// <param name="Short">How many steps a net <c>--quick</c> and the choice of settings take.</param>
internal sealed record Case(
    string Name, string Unit, Problem Problem, Workload Whole, int Check, int Short, params Peer[] Peers)
{
    /// <summary>What is timed, and scaled to the unit.</summary>
    public Workload Timed { get; init; } = Whole;

    /// <summary>Whether the time is that of a process from its start to its first step.</summary>
    public bool FromStart { get; init; }

    /// <summary>Whether both sides are held to one core.</summary>
    public bool OneCore { get; init; }

    /// <summary>Floating-point operations of the unit; null: no floor is known.</summary>
    public double? Flops { get; init; } = Whole.Nets * (double)Whole.Steps * Problem.FlopsPerStep;

    /// <summary>Bytes that it reads or writes at least.</summary>
    public double? Bytes { get; init; } = Whole.Nets * (double)Whole.Steps * Problem.BytesPerStep;
}
