using Pruning.Benchmarks.Problems;

namespace Pruning.Benchmarks.Racing;

/// <summary>So many steps of so many nets; in the sweep a step is an evaluation.</summary>
internal sealed record Workload(int Nets, int Steps)
{
    /// <summary>How many times as much as <paramref name="part"/> this is.</summary>
    public double Over(Workload part) => (double)Nets * Steps / ((double)part.Nets * part.Steps);
}

/// <summary>One line of the table: the same work on our side and on its peers'.</summary>
/// <param name="Unit">What the times are of.</param>
/// <param name="Whole">The unit in full.</param>
/// <param name="Check">Steps after which the losses are compared.</param>
/// <param name="Short">How many steps a net <c>--quick</c> and the choice of settings take.</param>
internal sealed record Case(string Name, string Unit, Problem Problem, Workload Whole, int Check, int Short, params Peer[] Peers)
{
    /// <summary>What is timed, and scaled to the unit.</summary>
    public Workload Timed { get; init; } = Whole;

    /// <summary>Whether the time is that of a process from its start to its first step.</summary>
    public bool FromStart { get; init; }

    /// <summary>Floating-point operations of the unit; null: no floor is known.</summary>
    public double? Flops { get; init; } = Whole.Nets * (double)Whole.Steps * Problem.FlopsPerStep;

    /// <summary>Bytes that it reads or writes at least.</summary>
    public double? Bytes { get; init; } = Whole.Nets * (double)Whole.Steps * Problem.BytesPerStep;
}

/// <summary>A program that does a case's work.</summary>
/// <param name="Program">Its file in <c>benchmarks/peers</c>.</param>
/// <param name="Goal">How many times as long it should take.</param>
/// <param name="Settings">Those to choose the fastest of.</param>
internal sealed record Peer(string Name, string Program, double Goal, IEnumerable<Setting> Settings)
{
    /// <summary>How many of the nets it trains, where all would take too long; its time is scaled to all of them.</summary>
    public int? Nets { get; init; }
}
