using System.IO.Enumeration;
using System.Text.Json;
using Pruning.Benchmarks;
using Pruning.Benchmarks.Ours;
using Pruning.Benchmarks.Problems;
using Pruning.Benchmarks.Racing;
using Pruning.Benchmarks.Results;

// The driver, and the processes that it starts of itself.
switch (args)
{
    case ["ours", .. var job]:
        OurSide.Run(Job.Parse(job));
        return 0;
    case ["prepare", var problem, var folder]:
        Exchange.Write(ProblemList.Named(problem), folder);
        return 0;
    case ["rates"]:
        Console.WriteLine(JsonSerializer.Serialize(RateMeasurement.Measure(), Said.Json));
        return 0;
    default:
        return Options.Parse(args) is { } options ? Drive(options) : Options.Explain(args);
}

static int Drive(Options options)
{
    var scratch = Directory.CreateTempSubdirectory("pruning-bench-").FullName;
    try
    {
        var root = Repository();
        Case[] cases = [.. CaseList.All.Where(c => FileSystemName.MatchesSimpleExpression(options.Cases, c.Name))];
        var programs = new PeerPrograms(Path.Combine(root, "benchmarks", "peers"), scratch);
        var rates = OurProgram.Rates();
        var race = new Race(programs, scratch, options.Quick ? 1 : options.Rounds, options.Quick, Console.WriteLine);
        var done = new List<CaseResult>();
        var failures = 0;
        foreach (var entry in cases)
        {
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

        if (done.Count == 0)
        {
            return 1;
        }

        var results = new BenchResults(1, $"{DateTime.UtcNow:yyyy-MM-dd}", ResultFolder.Processor, Environment.ProcessorCount, programs.Description, rates, done);
        Console.WriteLine();
        Console.Write(ResultTable.Of(results));
        string[] order = [.. CaseList.All.Select(c => c.Name)];
        if (options.Out is { } folder)
        {
            ResultFolder.Write(folder, results, order);
            Console.WriteLine($"Written to {folder}.");
        }
        else if (!options.Quick)
        {
            var own = $"benchmarks/results/{ResultFolder.HardwareName}";
            var all = ResultFolder.Write(Path.Combine(root, own), results, order);
            ReadmeTable.Write(Path.Combine(root, "README.md"), ReadmeTable.Render(all, own));
            Console.WriteLine($"Written to {own} and to the table in README.md.");
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

static string Repository()
{
    for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
    {
        if (File.Exists(Path.Combine(folder.FullName, "Pruning.sln")))
        {
            return folder.FullName;
        }
    }

    throw new BenchException("Run the benchmarks in the repository (./build.sh bench): their peers lie in benchmarks/peers.");
}
