using Pruning.Reproductions.Auditing;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Documents.Common;

/// <summary>What is measured of the arms of some replicates, on one test set.</summary>
internal sealed class ArmResults(IReadOnlyList<int> seeds, ExampleTensors test)
{
    private readonly Dictionary<string, double>[] values = [.. seeds.Select(_ => new Dictionary<string, double>())];
    private readonly Dictionary<string, IReadOnlyList<double>>[] examples = [.. seeds.Select(_ => new Dictionary<string, IReadOnlyList<double>>())];
    private readonly Dictionary<string, IReadOnlyList<double>>[] curves = [.. seeds.Select(_ => new Dictionary<string, IReadOnlyList<double>>())];
    private readonly Dictionary<string, NamedTable>[] tables = [.. seeds.Select(_ => new Dictionary<string, NamedTable>())];
    private readonly bool[] diverged = new bool[seeds.Count];
    private readonly int[] all = [.. Enumerable.Range(0, test.Count)];

    /// <summary>Test accuracy of an arm, image by image, and the number of its parameters; a net of no finite loss is diverged.</summary>
    /// <param name="byExample">Whether the images' own results are kept, from which a verdict's crossed interval is made.</param>
    public Evaluation[] Add(string arm, Architecture net, IReadOnlyList<float[]> rows, bool byExample = true)
    {
        var evaluations = Evaluation.Of(net, rows, [.. rows.Select(_ => all)], test);
        for (var r = 0; r < rows.Count; r++)
        {
            values[r][$"{arm}.testAccuracy"] = evaluations[r].Accuracy;
            values[r][$"{arm}.parameters"] = net.ParameterCount;
            if (byExample)
            {
                examples[r][$"{arm}.testAccuracy"] = BitList.Of(evaluations[r].Correct);
            }

            diverged[r] |= !rows[r].All(float.IsFinite);
        }

        return evaluations;
    }

    public Evaluation[] Add(string arm, Architecture net, IReadOnlyList<TrainedRow> rows) => Add(arm, net, [.. rows.Select(r => r.Values)]);

    /// <summary>A metric of each replicate, by its place among the seeds.</summary>
    public void Put(string metric, Func<int, double> value)
    {
        for (var r = 0; r < values.Length; r++)
        {
            values[r][metric] = value(r);
        }
    }

    /// <summary>Puts a curve together from metrics.</summary>
    public void Curve(string name, IEnumerable<string> metrics)
    {
        string[] points = [.. metrics];
        for (var r = 0; r < values.Length; r++)
        {
            curves[r][name] = [.. points.Select(m => values[r][m])];
        }
    }

    /// <summary>A table of each replicate, by its place among the seeds.</summary>
    public void Table(string name, Func<int, NamedTable> table)
    {
        for (var r = 0; r < tables.Length; r++)
        {
            tables[r][name] = table(r);
        }
    }

    /// <param name="seconds">Wall time of each.</param>
    public IReadOnlyList<Replicate> Replicates(double seconds) =>
        [.. seeds.Select((seed, r) => new Replicate(seed, values[r], examples[r], curves[r], diverged[r], seconds) { Tables = tables[r] })];
}
