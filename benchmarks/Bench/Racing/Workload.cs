namespace Pruning.Benchmarks.Racing;

/// <summary>So many steps of so many nets.</summary>
internal sealed record Workload(int Nets, int Steps)
{
    /// <summary>How many times as much as <paramref name="part"/> this is.</summary>
    public double Over(Workload part) => (double)Nets * Steps / ((double)part.Nets * part.Steps);
}
