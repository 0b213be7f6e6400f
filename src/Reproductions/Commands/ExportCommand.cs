using System.CommandLine;
using System.Globalization;
using CsvHelper;
using Pruning.Shared.Files;

namespace Pruning.Reproductions.Commands;

/// <summary><c>export</c>: writes the figures of a ledger as a table.</summary>
internal static class ExportCommand
{
    /// <summary>Most skipped lines that are told one by one.</summary>
    private const int MostTold = 8;

    private static readonly string[] Columns =
        ["study", "reading", "numerics", "science", "seed", "arm", "metric", "value"];

    public static Command Create()
    {
        var ledger = new Argument<string>("LEDGER") { Description = "A ledger.jsonl, or the folder that holds it" };
        var csv = new Option<string>("--csv")
        {
            Description = "File for the table, one figure a row",
            HelpName = "FILE",
            Required = true
        };
        PathArguments.DemandName(ledger, "a file or a folder");
        PathArguments.DemandName(csv, "a file");
        var command = new Command("export", "Write the figures of an audit's ledger as a CSV table") { ledger, csv };
        command.SetAction(parsed => Run(parsed.GetValue(ledger)!, parsed.GetValue(csv)!));
        return command;
    }

    private static int Run(string ledger, string csv)
    {
        var path = Directory.Exists(ledger) ? Path.Combine(ledger, Ledger.FileName) : ledger;
        InputFile.Check(path, "ledger");
        AtomicFile.Check(csv, path);
        var skipped = new List<string>();
        var lines = LedgerLines.Read(path, skipped.Add);
        if (lines.Count == 0)
        {
            throw new AuditException($"'{path}' has no line of a ledger; expected the {Ledger.FileName} of an audit.");
        }

        skipped.Take(MostTold).ToList().ForEach(ErrorOutput.Write);
        if (skipped.Count > MostTold)
        {
            ErrorOutput.Write($"{skipped.Count - MostTold} more lines are skipped.");
        }

        var rows = 0;
        AtomicFile.Write(csv, stream => rows = Write(lines, stream));
        Console.WriteLine($"{rows} figures: {csv}");
        return CommandLine.Ran;
    }

    /// <summary>Writes the metrics of replicates; those of a diverged one are NaN, since none of them counts.</summary>
    /// <returns>The number of rows.</returns>
    internal static int Write(IEnumerable<LedgerLine> lines, Stream stream)
    {
        using var csv = CsvWriter.Create(stream, new() { NewLine = "\n" }, leaveOpen: true);
        csv.WriteRecord(Columns);
        var rows = 0;
        foreach (var line in lines)
        {
            foreach (var (name, value) in line.Values)
            {
                var dot = name.IndexOf('.', StringComparison.Ordinal);
                var figure = line.Diverged || value is null ? double.NaN : value.Value;
                csv.WriteRecord([line.Study, line.Reading, line.Numerics, line.Science,
                    line.Seed.ToString(CultureInfo.InvariantCulture), name[..dot], name[(dot + 1)..],
                    figure.ToString("R", CultureInfo.InvariantCulture)]);
                rows++;
            }
        }

        return rows;
    }
}
