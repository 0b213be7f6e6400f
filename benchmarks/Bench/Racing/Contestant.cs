using System.Diagnostics;
using System.Text.Json;
using Pruning.Benchmarks.Ours;

namespace Pruning.Benchmarks.Racing;

/// <summary>A side of a race: a program that is started anew for every heat.</summary>
/// <param name="Name">As in messages.</param>
/// <param name="Command">The program, and what goes before the job's arguments.</param>
internal sealed record Contestant(string Name, IReadOnlyList<string> Command)
{
    private static readonly string[] Inherited = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_WAIT_POLICY"];

    /// <summary>Does some work once.</summary>
    /// <param name="setting">Null: our side's own.</param>
    /// <returns>The seconds that it took, the slowest process counting, and the losses, net by net.</returns>
    /// <exception cref="BenchException">A process failed.</exception>
    public (double Seconds, Said Check) Heat(Case entry, Workload work, string folder, Setting? setting) =>
        TryHeat(entry, work, folder, setting, double.PositiveInfinity)
            ?? throw new InvalidOperationException("A heat without a limit is never given up.");

    /// <summary>Does some work once, if it does not take too long.</summary>
    /// <param name="limit">Seconds after which all of it, loading and check included, is given up.</param>
    /// <returns>Null where it was given up.</returns>
    /// <exception cref="BenchException">A process failed.</exception>
    public (double Seconds, Said Check)? TryHeat(
        Case entry, Workload work, string folder, Setting? setting, double limit)
    {
        var clock = Stopwatch.StartNew();
        var processes = Parts(work.Nets, setting?.Processes ?? 1)
            .Select(part => Begin(entry, new(
                entry.Problem, folder, part.First, part.Count, work.Steps, entry.Check, entry.FromStart), setting))
            .ToList();
        var late = false;
        using var watch = double.IsFinite(limit)
            ? new Timer(_ => GiveUp(), null, TimeSpan.FromSeconds(limit), Timeout.InfiniteTimeSpan)
            : null;
        try
        {
            processes.ForEach(p => Expect(p, "ready"));
            var untilReady = clock.Elapsed.TotalSeconds;
            processes.ForEach(p => p.StandardInput.WriteLine());
            Said[] said = [.. processes.Select(Result)];
            var seconds = said.Max(s => s.Seconds);
            var (before, after) = (said.SelectMany(s => s.Before), said.SelectMany(s => s.After));
            return (entry.FromStart ? untilReady : seconds, new(entry.Problem.Name, seconds, [.. before], [.. after]));
        }
        catch (Exception e) when (late && e is BenchException or IOException)
        {
            return null;
        }
        catch
        {
            processes.ForEach(p => p.Kill(entireProcessTree: true));
            throw;
        }
        finally
        {
            processes.ForEach(p => p.WaitForExit());
        }

        // What reads from the processes then finds their output at its end.
        void GiveUp()
        {
            late = true;
            processes.ForEach(p => p.Kill(entireProcessTree: true));
        }
    }

    private static IEnumerable<(int First, int Count)> Parts(int nets, int processes) =>
        Enumerable.Range(0, nets).Chunk((nets + processes - 1) / processes).Select(part => (part[0], part.Length));

    private Process Begin(Case entry, Job job, Setting? setting)
    {
        string[] own = setting is null
            ? []
            : [$"threads={setting.Threads}", $"optimizer={setting.Optimizer ?? "loop"}"];
        var start = new ProcessStartInfo(Command[0], [.. Command.Skip(1), .. job.Arguments, .. own])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var name in Inherited)
        {
            start.Environment.Remove(name);
        }

        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        if (setting is null && entry.OneCore)
        {
            start.Environment["DOTNET_PROCESSOR_COUNT"] = "1";
        }

        if (setting is not null)
        {
            Set(start.Environment, setting);
        }

        return OurProgram.Start(start);
    }

    private static void Set(IDictionary<string, string?> environment, Setting setting)
    {
        environment["OMP_NUM_THREADS"] = environment["OPENBLAS_NUM_THREADS"] = setting.Threads.ToString();
        if (setting.Passive)
        {
            environment["OMP_WAIT_POLICY"] = "passive";
        }

        if (setting.WithoutCoreType)
        {
            environment.Remove(Setting.CoreType);
        }
    }

    private string Line(Process process) => process.StandardOutput.ReadLine()
        ?? throw new BenchException($"{Name} ended too soon; what it wrote stands above.");

    private void Expect(Process process, string word)
    {
        if (Line(process) is var line && line != word)
        {
            throw new BenchException($"{Name} said '{line}' instead of '{word}'.");
        }
    }

    private Said Result(Process process) => JsonSerializer.Deserialize<Said>(Line(process), Said.Json)
        ?? throw new BenchException($"{Name} printed no result.");
}
