using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Pruning.Reproductions.Expectations;
using Pruning.Reproductions.Reporting;
using Pruning.Shared.Files;
using Spectre.Console;

namespace Pruning.Reproductions.Commands;

/// <summary><c>audit</c>: runs claims, judges them and writes the report.</summary>
internal static class AuditCommand
{
    public static readonly string DefaultOutput = Path.Combine("artifacts", "audit");

    public static Command Create()
    {
        var claims = new Option<string>("--claims")
        {
            Description = "Claims to audit: ids, with * and ?, comma-separated",
            DefaultValueFactory = _ => "*",
            HelpName = "GLOB"
        };
        var replicates = new Option<int?>("--replicates")
        {
            Description = "Replicates of every reading; verdicts at an unregistered number are marked",
            HelpName = "N",
            CustomParser = Count
        };
        var runLong = new Option<bool>("--long")
        {
            Description = "Run long studies too, and all registered looks; otherwise first looks only"
        };
        var readings = new Option<string>("--readings")
        {
            Description = "Which readings to run: the primary one, those of unstated choices too, or all",
            DefaultValueFactory = _ => "primary"
        };
        readings.AcceptOnlyFromAmong("primary", "unstated", "all");
        var device = Device();
        var output = PathArguments.Output("Folder for the report and the ledger", DefaultOutput);
        var fresh = new Option<bool>("--fresh")
        {
            Description = "Move the old ledger aside and run everything again, ignoring kept nets"
        };
        var keep = new Option<double>("--keep-nets")
        {
            Description = "GiB of trained nets kept for later runs; 0 keeps none",
            DefaultValueFactory = _ => 2,
            HelpName = "GIB"
        };
        keep.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<double>() is not (>= 0 and <= 1e6))
            {
                r.AddError("--keep-nets must be a number of GiB, 0 or more.");
            }
        });
        var save = new Option<string?>("--save-weights")
        {
            Description = "Folder for the trained nets of the primary readings, as .npy arrays",
            HelpName = "DIR"
        };
        PathArguments.DemandName(save, "a folder");
        var figures = FigureOption.Create();
        var baseline = Baseline.Option();
        var shard = ShardArguments.Option();
        var command = new Command("audit", "Run claims, judge them and write the report") { claims,
            runLong, replicates, readings, device, output, figures, baseline, fresh, keep, save, shard };
        command.Validators.Add(r =>
        {
            Option? judging = r.GetResult(baseline) is not null ? baseline
                : r.GetResult(figures) is not null ? figures : null;
            if (r.GetResult(shard) is not null && judging is not null)
            {
                r.AddError($"A shard judges nothing, so it has no {judging.Name}: give it to merge.");
            }
        });
        command.SetAction(parsed =>
        {
            var options = new AuditOptions
            {
                Claims = ClaimArguments.Find(parsed.GetValue(claims)!),
                Long = parsed.GetValue(runLong),
                Replicates = parsed.GetValue(replicates),
                Readings = Enum.Parse<ReadingSet>(parsed.GetValue(readings)!, ignoreCase: true),
                SaveWeights = parsed.GetValue(save),
            };
            if (parsed.GetValue(shard) is { } share)
            {
                return ShardRun.Run(options, share, parsed.GetValue(claims)!, parsed.GetValue(device),
                    Path.GetFullPath(parsed.GetValue(output)!), parsed.GetValue(fresh), parsed.GetValue(keep));
            }

            return Run(options, parsed.GetValue(device), Path.GetFullPath(parsed.GetValue(output)!),
                parsed.GetValue(figures), parsed.GetValue(baseline), parsed.GetValue(fresh), parsed.GetValue(keep));
        });
        return command;
    }

    /// <summary>The <c>--device</c> option, common to all commands that run an engine.</summary>
    public static Option<string?> Device()
    {
        var device = new Option<string?>("--device")
        {
            Description = "auto, cpu or cuda; default: PRUNING_DEVICE, else auto"
        };
        device.AcceptOnlyFromAmong("auto", "cpu", "cuda");
        return device;
    }

    private static int? Count(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1)
        {
            return count;
        }

        argument.AddError($"--replicates is '{text}'; expected a whole number of at least 1.");
        return null;
    }

    private static int Run(
        AuditOptions options,
        string? device,
        string output,
        string? figures,
        string? baseline,
        bool fresh,
        double keepGib)
    {
        var environment = RunEnvironment.Start(device);
        ReportWriter.Check(output);
        if (options.SaveWeights is { } weights)
        {
            AtomicFile.CheckFolder(weights);
        }

        FigureOption.Check(figures);
        var earlier = Baseline.Read(baseline, options.Claims.Select(c => c.Id));
        using var interruption = new Interruption(
            $"Interrupted. Finished replicates are kept in {Path.Combine(output, Ledger.FileName)}; the same command"
            + $"{(fresh ? " without --fresh" : string.Empty)} goes on from there.");
        return interruption.Around(() =>
        {
            using var ledger = Ledger.Open(output, fresh, Warn);
            Console.WriteLine($"Auditing {CountText.Of(options.Claims.Count, "claim")} on "
                + $"{environment.Facts["device"]}, numerics {environment.Numerics}.");
            var result = Progress.Around(observer => new Auditor(ledger, environment, observer).Run(options with
            {
                Nets = KeptNets(environment, fresh, keepGib),
                Cancel = interruption.Token,
            }));
            interruption.Token.ThrowIfCancellationRequested();
            result = EarlierVerdicts.Beside(result, ExpectedFolder.FindOrNone(), Warn);
            ReportWriter.Write(result, output);
            FigureOption.Write(result, figures);
            ResultTable.Print(result);
            Console.WriteLine($"Report: {Path.Combine(output, "index.html")}");
            return Conclusion.Of(result, earlier, output);
        });
    }

    /// <summary>
    /// The user's cache of nets; null: none is wanted, or others could have put nets there, which is told.
    /// </summary>
    public static NetFolder? KeptNets(RunEnvironment environment, bool fresh, double gib)
    {
        if (gib == 0)
        {
            return null;
        }

        var version = LedgerKey.Short($"{environment.Numerics}\n{ScienceVersion.OfTraining}");
        try
        {
            var root = UserCache.PathOf("nets") ?? throw new IOException(UserCache.None);
            var own = UserCache.CreatePrivate(Path.Combine(root, version));
            return new(Path.GetDirectoryName(own)!, version, (long)(gib * (1L << 30)), read: !fresh, Warn);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Warn($"Trained nets are neither kept nor taken from the cache: {e.Message.TrimEnd('.')}. To keep them, "
                + $"{UserCache.WayOut}; --keep-nets 0 keeps none.");
            return null;
        }
    }

    public static void Warn(string message) => AnsiConsole.MarkupLineInterpolated($"[yellow]warning:[/] {message}");
}
