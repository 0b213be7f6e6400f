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
    case ["arguments", var problem, var folder, var nets, var steps, var check]:
        Console.WriteLine(string.Join('\n', new Job(ProblemList.Named(problem), folder, 0, int.Parse(nets),
            int.Parse(steps), int.Parse(check), FromStart: false).Arguments));
        return 0;
    case ["rates"]:
        Console.WriteLine(JsonSerializer.Serialize(RateMeasurement.Measure(), Said.Json));
        return 0;
    default:
        return Options.Parse(args) is { } options ? new Driver(options).Run() : Options.Explain(args);
}
