using System.Text.Encodings.Web;
using System.Text.Json;
using Pruning.Benchmarks.Racing;

namespace Pruning.Benchmarks.Results;

/// <summary>
/// The results of one kind of machine: <c>results.json</c>, and the same as a table in <c>results.md</c>.
/// </summary>
internal static class ResultFolder
{
    private static readonly JsonSerializerOptions Indented = new(Said.Json)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes results; of a run of some of the cases the others' stay as they were.</summary>
    /// <returns>All that the folder has now.</returns>
    public static BenchResults Write(string folder, BenchResults results, IReadOnlyList<string> order)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "results.json");
        var before = File.Exists(path)
            ? JsonSerializer.Deserialize<BenchResults>(File.ReadAllText(path), Said.Json)?.Cases ?? []
            : [];
        var merged = results with
        {
            // Floors are the machine's: all by the rates of this run.
            Cases =
            [
                .. order
                    .Select(name => results.Cases.Concat(before).FirstOrDefault(c => c.Name == name))
                    .OfType<CaseResult>()
                    .Select(c => c.Over(results.Rates)),
            ],
        };
        File.WriteAllText(path, JsonSerializer.Serialize(merged, Indented) + "\n");
        File.WriteAllText(Path.Combine(folder, "results.md"), ResultTable.Of(merged));
        return merged;
    }
}
