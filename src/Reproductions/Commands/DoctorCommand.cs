using System.CommandLine;
using Pruning.Reproductions.Auditing;
using Pruning.Shared.Data.Penguins;
using Pruning.Shared.Data.Sources;
using Pruning.Shared.Engine;

namespace Pruning.Reproductions.Commands;

/// <summary><c>doctor</c>: what engine, device and data are found, and what is missing.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var device = AuditCommand.Device();
        var command = new Command("doctor", "Say what engine, device and data are found, and what is missing") { device };
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
            var data = Check("penguins", () => $"{PenguinData.Instance.Examples.Count} complete rows, embedded, SHA-256 as expected");
            foreach (var set in DataSets.All)
            {
                // A set that is not here is not missing: it arrives when it is first needed.
                Console.WriteLine($"{set.Name}: {DataStore.OfMachine().Describe(set)}");
            }

            return engine && data ? CommandLine.Ran : CommandLine.Failed;
        });
        return command;
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
