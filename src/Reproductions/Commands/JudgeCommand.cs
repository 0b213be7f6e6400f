using System.CommandLine;
using Pruning.Reproductions.Judging;
using Pruning.Reproductions.Reporting;
using Pruning.Shared.Files;

namespace Pruning.Reproductions.Commands;

/// <summary><c>judge</c>: judges claims by a table of someone's own runs, and writes the report.</summary>
internal static class JudgeCommand
{
    public static readonly string DefaultOutput = Path.Combine("artifacts", "judge");

    private const string DefaultExample = "judge-example";

    public static Command Create()
    {
        var claims = new Argument<string?>("CLAIMS")
        {
            Description = "Claims file (YAML): what is claimed, and by which rule it is judged",
            Arity = ArgumentArity.ZeroOrOne
        };
        var runs = new Argument<string?>("RUNS")
        {
            Description = "Table of runs: CSV, JSON lines or Parquet, with columns seed, arm, metric and value, or "
                + "seed, arm and a column for each metric",
            Arity = ArgumentArity.ZeroOrOne
        };
        var output = PathArguments.Output("Folder for the report", DefaultOutput);
        PathArguments.DemandName(claims, "a file");
        PathArguments.DemandName(runs, "a file");
        var figures = FigureOption.Create();
        var baseline = Baseline.Option();
        var example = new Option<string?>("--example")
        {
            Description = $"Write a claims file and a table to start from, into {DefaultExample} or another folder",
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "DIR"
        };
        PathArguments.DemandName(example, "a folder");
        var command = new Command("judge", "Judge claims by a table of your own runs, and write the report") { claims,
            runs, output, figures, baseline, example };
        command.Validators.Add(r =>
        {
            var given = new[] { r.GetValue(claims), r.GetValue(runs) }.OfType<string>().Count();
            var wantsExample = r.GetResult(example) is not null;
            if (wantsExample ? given > 0 || r.GetResult(output) is { Implicit: false } : given < 2)
            {
                r.AddError(wantsExample
                    ? "--example takes a folder and nothing else: judge --example DIR"
                    : "judge needs a claims file and a table: judge claims.yaml runs.csv. 'judge --example' writes "
                        + "both.");
            }
        });
        command.SetAction(parsed => parsed.GetResult(example) is not null
            ? WriteExample(parsed.GetValue(example) ?? DefaultExample)
            : Run(parsed.GetValue(claims)!, parsed.GetValue(runs)!, Path.GetFullPath(parsed.GetValue(output)!),
                parsed.GetValue(figures), parsed.GetValue(baseline)));
        return command;
    }

    private static int Run(string claims, string runs, string output, string? figures, string? baseline)
    {
        // All that can be refused is, before the table is read.
        if (IsYaml(runs) && !IsYaml(claims))
        {
            throw new ArgumentsException($"The claims file comes first, then the table: judge {runs} {claims}\n"
                + "Help: judge --help");
        }

        InputFile.Check(claims, "claims file");
        InputFile.Check(runs, "table of runs");
        ReportWriter.Check(output, claims, runs);
        FigureOption.Check(figures);
        var stated = Judge.ReadClaims(claims);
        var earlier = Baseline.Read(baseline, stated.Claims.Claims.Select(c => c.Id));
        var result = Judge.Run(stated, claims, runs);
        ReportWriter.Write(result, output, ReportFrame.OfRuns);
        FigureOption.Write(result, figures);
        ResultTable.Print(result, ofRuns: true);
        Console.WriteLine($"Report: {Path.Combine(output, "index.html")}");
        return Conclusion.Of(result, earlier, output,
            (claims, stated.Claims.Claims.ToDictionary(c => c.Id, c => c.Place.Line)));
    }

    private static bool IsYaml(string path) => Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml";

    private static int WriteExample(string folder)
    {
        var written = ExampleFiles.Write(folder);
        Console.WriteLine($"Written: {string.Join(", ", written)}");
        Console.WriteLine($"Judge them: judge {string.Join(' ', written)}");
        return CommandLine.Ran;
    }
}
