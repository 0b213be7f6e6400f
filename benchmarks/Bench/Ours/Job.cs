using Pruning.Benchmarks.Problems;
using Pruning.Shared.Engine;

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
    /// <summary>Where our side's nets run.</summary>
    public Device Device { get; init; }

    /// <summary>How many times the work is done and timed, each at a word of the driver.</summary>
    public int Turns { get; init; } = 1;

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
            Number("check"), given["start"] == "yes")
        {
            Device = given.GetValueOrDefault("device") == "cuda" ? Device.Cuda : Device.Cpu,
            Turns = given.ContainsKey("turns") ? Number("turns") : 1,
        };

        int Number(string key) => int.Parse(given[key]);
    }
}
