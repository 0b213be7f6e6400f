using Pruning.Benchmarks.Problems;

namespace Pruning.Benchmarks.Ours;

/// <summary>What one process of either side is told to do, as <c>key=value</c> arguments.</summary>
/// <param name="Folder">Where examples, orders and initial values lie.</param>
/// <param name="First">Its first net.</param>
/// <param name="Nets">How many nets it takes.</param>
/// <param name="Steps">Steps to time (evaluations or products, where there is no training).</param>
/// <param name="Check">Steps to take beforehand, whose losses must be the other side's.</param>
/// <param name="FromStart">Whether what is timed is the process's own start up to its first step.</param>
internal sealed record Job(
    Problem Problem, string Folder, int First, int Nets, int Steps, int Check, bool FromStart)
{
    /// <summary>The arguments; some tell a peer what our side has from the problem.</summary>
    public IEnumerable<string> Arguments =>
    [
        $"problem={Problem.Name}", $"folder={Folder}", $"data={Problem.DataName}", $"total={Problem.Nets}",
        $"first={First}", $"nets={Nets}", $"steps={Steps}", $"check={Check}", $"start={(FromStart ? "yes" : "no")}",
        $"batch={Problem.Batch}",
    ];

    public static Job Parse(IEnumerable<string> arguments)
    {
        var given = arguments.Select(a => a.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        return new(
            ProblemList.Named(given["problem"]), given["folder"], Number("first"), Number("nets"), Number("steps"),
            Number("check"), given["start"] == "yes");

        int Number(string key) => int.Parse(given[key]);
    }
}
