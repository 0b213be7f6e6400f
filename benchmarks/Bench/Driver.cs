using Pruning.Benchmarks.Racing;
using Pruning.Benchmarks.Results;

namespace Pruning.Benchmarks;

/// <summary>Runs the wanted cases and writes what they gave.</summary>
internal sealed class Driver(Options options)
{
    private static readonly string[] Order = [.. CaseList.All.Select(c => c.Name)];

    private int failures;

    /// <returns>The exit code.</returns>
    public int Run()
    {
        var scratch = Directory.CreateTempSubdirectory("pruning-bench-").FullName;
        try
        {
            var root = Repository();
            var programs = new PeerPrograms(Path.Combine(root, "benchmarks", "peers"), scratch).Described();
            var rates = OurProgram.Rates();
            var done = Cases(programs, scratch, rates);
            if (done.Count > 0)
            {
                Write(root, new(
                    2, $"{DateTime.UtcNow:yyyy-MM-dd}", Hardware.Processor, Hardware.Registers, Hardware.Runtime,
                    programs.Description, rates, done));
            }

            return failures == 0 ? 0 : 1;
        }
        catch (BenchException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private List<CaseResult> Cases(PeerPrograms programs, string scratch, MachineRates rates)
    {
        var rounds = options.Quick ? 1 : options.Rounds;
        var race = new Race(programs, scratch, rounds, options.Quick, Console.WriteLine);
        var done = new List<CaseResult>();
        foreach (var entry in options.Wanted)
        {
            if (programs.Missing(entry) is { } missing)
            {
                Console.WriteLine($"{entry.Name}: left out, {missing}");
                continue;
            }

            try
            {
                done.Add(race.Run(entry, rates));
            }
            catch (BenchException e)
            {
                Console.Error.WriteLine(e.Message);
                failures++;
            }
        }

        return done;
    }

    private void Write(string root, BenchResults results)
    {
        Console.WriteLine();
        Console.Write(ResultTable.Of(results));
        if (options.Out is { } folder)
        {
            ResultFolder.Write(folder, results, Order);
            Console.WriteLine($"Written to {folder}.");
        }
        else if (!options.Quick)
        {
            var own = $"benchmarks/results/{Hardware.FolderName}";
            var all = ResultFolder.Write(Path.Combine(root, own), results, Order);
            ReadmeTable.Write(Path.Combine(root, "README.md"), ReadmeTable.Render(all, own));
            Console.WriteLine($"Written to {own} and to the table in README.md.");
        }
    }

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Pruning.sln")))
            {
                return folder.FullName;
            }
        }

        throw new BenchException("Run ./build.sh bench in the repository: the peers lie in its benchmarks/peers.");
    }
}
