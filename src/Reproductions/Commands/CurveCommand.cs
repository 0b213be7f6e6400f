using System.CommandLine;
using System.Text.Json;
using Pruning.Reproductions.Papers.WeightVsUnit;
using Pruning.Shared.Data.Mnist;
using Pruning.Shared.Engine;
using Pruning.Shared.Files;

namespace Pruning.Reproductions.Commands;

/// <summary><c>curve</c>: measures weight and unit pruning on MNIST of a net trained elsewhere.</summary>
internal static class CurveCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>How many test images a net has no answer to, since an output overflows.</summary>
    private static readonly Measurement NotFinite = Measurement.Of(new("notFinite", "images", Nature.Count),
        net => net.Test.Losses.Count(l => !float.IsFinite(l)));

    /// <summary>As deep as <c>audit --save-weights</c> writes: document, study, seed.</summary>
    private static readonly EnumerationOptions Deep = new() { RecurseSubdirectories = true, MaxRecursionDepth = 3 };

    public static Command Create()
    {
        var weights = new Option<string>("--weights")
        {
            Description = "Folder of a net for MNIST: weight-1.npy … and bias-1.npy …, weights [in, out] as in Keras",
            HelpName = "DIR",
            Required = true
        };
        var biases = new Option<string>("--biases")
        {
            Description = "Evaluate without biases, or with them",
            DefaultValueFactory = _ => "dropped"
        };
        biases.AcceptOnlyFromAmong("dropped", "kept");
        var scope = new Option<string>("--scope")
        {
            Description = "One share of each layer, or one pool for all",
            DefaultValueFactory = _ => "layerwise"
        };
        scope.AcceptOnlyFromAmong("layerwise", "global");
        var output = new Option<string?>("--out") { Description = "File for the curves as JSON", HelpName = "FILE" };
        PathArguments.DemandName(weights, "a folder");
        PathArguments.DemandName(output, "a file");
        var device = AuditCommand.Device();
        var command =
            new Command("curve",
            "Prune a net trained elsewhere by weights and by units, and print its test accuracy on MNIST") { weights,
            biases, scope, output, device };
        command.SetAction(parsed => Run(
            parsed.GetValue(weights)!,
            parsed.GetValue(biases) == "dropped",
            parsed.GetValue(scope) == "global",
            parsed.GetValue(output),
            parsed.GetValue(device)));
        return command;
    }

    private static int Run(string folder, bool biasesDropped, bool global, string? output, string? device)
    {
        var arrays = Arrays(folder);
        if (output is not null)
        {
            AtomicFile.Check(output, arrays);
        }

        var environment = RunEnvironment.Start(device);
        var images = MnistData.Load().Test;
        var (net, values) = WeightFolder.Load(folder, images.Features, images.Classes, !biasesDropped);
        if (net.Of(ParameterRole.Weight).FirstOrDefault(w => w.Count == 0) is { } empty)
        {
            throw new AuditException($"{folder}: the weights of {empty.Layer} are an array without values; expected at "
                + "least one unit in every layer.");
        }

        var sizes = string.Join("-", net.Of(ParameterRole.Weight).Select(w => w.FanIn).Append(images.Classes));
        var biases = biasesDropped ? "dropped" : "kept";
        Console.WriteLine($"{folder}: {sizes}, {net.ParameterCount} parameters; biases {biases}.");
        var accuracies = Measure(net, values, biasesDropped, global ? Scope.Global : Scope.Layerwise,
            environment.Device);
        Print(accuracies);
        if (output is not null)
        {
            Write(output, accuracies);
        }

        return CommandLine.Ran;
    }

    /// <summary>The arrays of a folder, each a file that can be read.</summary>
    private static string[] Arrays(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new AuditException(File.Exists(folder)
                ? $"'{folder}' is a file; expected the folder that holds weight-1.npy."
                : $"There is no folder '{folder}'; expected one that holds weight-1.npy, weight-2.npy ….");
        }

        var arrays = Directory.GetFiles(folder, "*.npy");
        if (arrays.Length == 0 && Nested(folder) is { } nested)
        {
            throw new AuditException($"'{folder}' holds no weight-1.npy itself; name one of the folders in it that do, "
                + $"such as {nested}.");
        }

        Array.ForEach(arrays, a => InputFile.Check(a, "array"));
        return arrays;
    }

    /// <summary>The first folder below with a net, as <c>audit --save-weights</c> writes them; null: none.</summary>
    private static string? Nested(string folder) => Path.GetDirectoryName(Directory
        .EnumerateFiles(folder, "weight-1.npy", Deep)
        .Order(StringComparer.Ordinal).FirstOrDefault());

    /// <summary>Test accuracy of both families at every level; the output layer is spared.</summary>
    private static IReadOnlyDictionary<string, double> Measure(Architecture net, float[] values, bool biasesDropped,
        Scope scope, Device device)
    {
        var data = StudyData.MnistTest;
        var plan = new StudyPlan(data);
        var method = new PruningMethod(Criterion.Magnitude,
            scope)
        { Spared = [net.Of(ParameterRole.Weight)[^1].Layer] };
        var given = Arm.Given(data, net, values);
        WeightVsUnitStudy.Curves(plan, given, method, biasesDropped);
        plan.Measure("given", biasesDropped ? given.WithoutBiases() : given, NotFinite);
        using var examples = new OpenData(data, device);
        using var run = new StudyRun(plan, [0], examples, new(), _ => { }, CancellationToken.None);
        var measured = run.Run().Single().Values;
        return measured["given.notFinite"] is var images and > 0
            ? throw new AuditException($"Of {images} test images the net's outputs are not finite as float32, so its "
                + "accuracy says nothing; its weights are too large.")
            : measured;
    }

    private static void Print(IReadOnlyDictionary<string, double> accuracies)
    {
        Console.WriteLine("   k    weight      unit");
        foreach (var k in Levels.All)
        {
            Console.WriteLine($"{k,3} %  {100 * accuracies[Levels.Accuracy("weight", k)],6:0.00} %  "
                + $"{100 * accuracies[Levels.Accuracy("unit", k)],6:0.00} %");
        }
    }

    private static void Write(string path, IReadOnlyDictionary<string, double> accuracies)
    {
        var curves = new[] { "weight", "unit" }.ToDictionary(f => f,
            f => Levels.All.ToDictionary(k => k.ToString(), k => accuracies[Levels.Accuracy(f, k)]));
        AtomicFile.Write(path, JsonSerializer.Serialize(curves, Indented) + "\n");
        Console.WriteLine($"Curves: {path}");
    }
}
