using System.Security.Cryptography;
using Pruning.Reproductions.Auditing;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Documents.Common;

/// <summary>What is measured of the arms of some replicates, on one test set.</summary>
internal sealed class ArmResults(IReadOnlyList<int> seeds, Examples test)
{
    private readonly Dictionary<string, double>[] values = [.. seeds.Select(_ => new Dictionary<string, double>())];
    private readonly Dictionary<string, IReadOnlyList<double>>[] examples = [.. seeds.Select(_ => new Dictionary<string, IReadOnlyList<double>>())];
    private readonly Dictionary<string, IReadOnlyList<double>>[] curves = [.. seeds.Select(_ => new Dictionary<string, IReadOnlyList<double>>())];
    private readonly Dictionary<string, NamedTable>[] tables = [.. seeds.Select(_ => new Dictionary<string, NamedTable>())];
    private readonly bool[] diverged = new bool[seeds.Count];
    private readonly Dictionary<(Architecture Net, string Rows), Evaluation[]> measured = [];
    private readonly int[] all = [.. Enumerable.Range(0, test.Count)];

    /// <summary>Test accuracy of an arm, image by image; one with a loss or a parameter that is not finite is diverged. A net is measured once, whatever arms it is.</summary>
    /// <param name="byExample">Whether the images' own results are kept, from which a verdict's crossed interval is made.</param>
    /// <param name="from">What the layers that the rows have in common make of the test images.</param>
    public Evaluation[] Add(string arm, Architecture net, IReadOnlyList<float[]> rows, bool byExample = true, CachedActivations? from = null)
    {
        var digest = DigestOf(rows);
        if (!measured.TryGetValue((net, digest), out var evaluations))
        {
            measured[(net, digest)] = evaluations = Evaluation.Of(net, rows, ImagesOf(rows), test, from);
        }

        for (var r = 0; r < rows.Count; r++)
        {
            values[r][$"{arm}.testAccuracy"] = evaluations[r].Accuracy;
            if (byExample)
            {
                examples[r][$"{arm}.testAccuracy"] = BitList.Of(evaluations[r].Correct);
            }

            diverged[r] |= !rows[r].All(float.IsFinite) || !double.IsFinite(evaluations[r].Loss);
        }

        return evaluations;
    }

    /// <inheritdoc cref="Add(string, Architecture, IReadOnlyList{float[]}, bool, CachedActivations?)"/>
    public Evaluation[] Add(string arm, Architecture net, IReadOnlyList<TrainedRow> rows) => Add(arm, net, [.. rows.Select(r => r.Values)]);

    /// <summary>
    /// A curve of test accuracy over levels, its arms called <c>family@level</c>. Level 0 is the net as it was measured before.
    /// </summary>
    /// <param name="at">The nets at a level above 0, one row a seed.</param>
    /// <param name="byExample">The levels at which the images' own results are kept.</param>
    /// <param name="from">What the layers before the first that is pruned make of the test images.</param>
    public void Curve(
        string family, string unpruned, IReadOnlyList<int> levels, Architecture net, Func<int, IReadOnlyList<float[]>> at, IReadOnlyList<int>? byExample = null, CachedActivations? from = null)
    {
        foreach (var level in levels)
        {
            if (level == 0)
            {
                Put($"{family}@0.testAccuracy", r => values[r][$"{unpruned}.testAccuracy"]);
            }
            else
            {
                Add($"{family}@{level}", net, at(level), byExample?.Contains(level) == true, from);
            }
        }

        for (var r = 0; r < values.Length; r++)
        {
            curves[r][$"{family}.testAccuracy"] = [.. levels.Select(level => values[r][$"{family}@{level}.testAccuracy"])];
        }
    }

    /// <summary>The number of an arm's parameters.</summary>
    public void Parameters(string arm, Architecture net) => Put($"{arm}.parameters", _ => net.ParameterCount);

    /// <summary>A metric of each replicate, by its place among the seeds.</summary>
    public void Put(string metric, Func<int, double> value)
    {
        for (var r = 0; r < values.Length; r++)
        {
            values[r][metric] = value(r);
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

    /// <summary>What enters one layer of nets, for all test images.</summary>
    public CachedActivations Enter(int layer, Architecture net, IReadOnlyList<float[]> rows) => new(net, layer, rows, ImagesOf(rows), test);

    private int[][] ImagesOf(IReadOnlyList<float[]> rows) => [.. rows.Select(_ => all)];

    private static string DigestOf(IReadOnlyList<float[]> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in rows)
        {
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(row.AsSpan()));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
