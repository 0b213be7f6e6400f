using System.CommandLine;
using Pruning.Shared.Data.Penguins;
using Pruning.Shared.Data.Sources;
using Pruning.Shared.Engine;
using Pruning.Shared.Kernels;

namespace Pruning.Reproductions.Commands;

/// <summary><c>doctor</c>: lists the engine, device and data found, and what is missing.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var device = AuditCommand.Device();
        var command =
            new Command("doctor", "List the engine, device and data found, and what is missing") { device };
        command.SetAction(parsed =>
        {
            var engine = Check("engine", () =>
            {
                foreach (var (key, value) in RunEnvironment.Start(parsed.GetValue(device)).Facts)
                {
                    Console.WriteLine($"  {key,-28} {value.ReplaceLineEndings(" ")}");
                }

                return "found";
            });
            Console.WriteLine($"cpu: kernels {Exact.Version}, here by {Simd.Path}; results depend neither on the "
                + "processor nor on the number of cores");
            var exact = Check("arithmetic", Arithmetic);
            Console.WriteLine($"libtorch: {Operators()}");
            var data =
                Check("penguins",
                () => $"{PenguinData.Instance.Examples.Count} complete rows, embedded, SHA-256 as expected");
            foreach (var set in DataSets.All)
            {
                // A data set that is absent is not missing: it is downloaded when first needed.
                Console.WriteLine($"{set.Name}: {DataStore.OfMachine().Describe(set)}");
            }

            var flowers = StudyData.Flowers.Missing?.Invoke();
            Console.WriteLine($"flowers: {flowers ?? $"found in the folder that {DataFolders.Variable} names."}");

            return engine && exact && data ? CommandLine.Ran : CommandLine.Failed;
        });
        return command;
    }

    /// <summary>Compares digests of short runs of each kind of net with those of every processor.</summary>
    private static string Arithmetic()
    {
        var cases = ArithmeticCheck.Run().ToArray();
        foreach (var (name, digest) in cases)
        {
            Console.WriteLine($"  {digest}  {name}");
        }

        return cases.FirstOrDefault(c =>
            ArithmeticCheck.Known.GetValueOrDefault(c.Name) != c.Digest) is { Name: { } wrong }
            ? throw new AuditException($"'{wrong}' has another digest than "
                + $"{ArithmeticCheck.Known.GetValueOrDefault(wrong, "any known")}: do not trust results of this "
                + "machine.")
            : $"{cases.Length} of {cases.Length} digests are those of every processor";
    }

    /// <summary>
    /// Describes libtorch, the engine of GPUs and tests. CPU audits do not need it, so its absence is no failure.
    /// </summary>
    private static string Operators()
    {
        if (LibTorch.Problem() is { } problem)
        {
            return $"cannot be loaded. {problem}";
        }

        var engine = LibTorch.Describe();
        var copy = engine.PatchedCopy is null ? ""
            : $"; for this system's old libstdc++, TorchSharp's library is the patched copy {engine.PatchedCopy}";
        return $"{engine.Version} by {engine.Backend}, from {engine.Location} ({engine.Source}), GPUs: "
            + $"{engine.CudaDevices}{copy}";
    }

    private static bool Check(string what, Func<string> look)
    {
        try
        {
            Console.WriteLine($"{what}: {look()}");
            return true;
        }
        catch (Exception e) when (e is LibTorchException or AuditException or Shared.Data.DataException)
        {
            Console.WriteLine($"{what}: MISSING. {e.Message}");
            return false;
        }
    }
}
