using System.Collections.Immutable;
using System.Globalization;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;

namespace Pruning.Shared.Pruning;

/// <summary>A pruning method: criterion, scope, granularity and the parameters that may be pruned.</summary>
/// <param name="BiasesToo">
/// Whether biases are ranked with the weights; under a criterion that scores whole units a unit's bias goes with it
/// instead. Scales, shifts and buffers are never pruned.
/// </param>
public sealed record PruningMethod(Criterion Criterion, Scope Scope = Scope.Global, bool BiasesToo = false)
{
    public Granularity Granularity { get; init; } = Granularity.Weight;

    /// <summary>
    /// The norm that makes a unit's score from its weights' scores; of no effect where the criterion scores units.
    /// </summary>
    public Norm Norm { get; init; } = Norm.L2;

    /// <summary>Names of layers that are not pruned.</summary>
    public ImmutableArray<string> Spared { get; init; } = [];

    /// <summary>
    /// The fewest units that each layer keeps: its best, however low they rank, so that a global ranking cannot empty a
    /// layer; null: none. Of effect with <see cref="Granularity.Unit"/> only.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int? LeastUnits
    {
        get;
        init => field = value is null or >= 0
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value, "Expected at least 0 units for each layer to keep, or null for none.");
    }

    /// <summary>Prunes <paramref name="amount"/> of every net.</summary>
    /// <param name="values">R rows of P parameters.</param>
    /// <param name="masks">R rows of P zeros and ones, the current masks.</param>
    /// <param name="seeds">The rows' seeds.</param>
    /// <param name="examples">The data for criteria that need it; null: none.</param>
    /// <param name="training">
    /// One list of training examples per net, as indices into <paramref name="examples"/>.
    /// </param>
    /// <param name="step">Optimizer steps taken so far.</param>
    /// <returns>The new masks, R rows of P; no pruned entry is restored.</returns>
    /// <exception cref="ArgumentException">The number of lists differs from that of nets.</exception>
    /// <exception cref="InvalidOperationException">The criterion needs training data, and there is none.</exception>
    public float[][] Prune(
        Architecture architecture,
        IReadOnlyList<float[]> values,
        IReadOnlyList<float[]> masks,
        IReadOnlyList<int> seeds,
        Amount amount,
        Examples? examples = null,
        IReadOnlyList<int[]>? training = null,
        int step = 0)
    {
        if (training is not null && training.Count != values.Count)
        {
            throw new ArgumentException(
                $"Expected one list of training examples for each of {values.Count} nets; got {training.Count}.",
                nameof(training));
        }

        return [.. values.Select((row, r) =>
        {
            var net = new ScoredNet(row, r, seeds[r])
            {
                Examples = examples is null ? null : () => examples,
                Training = training?[r],
                Step = step,
            };
            return Order(architecture, net, masks[r]).Prune(amount);
        })];
    }

    /// <summary>Ranks one net's entries, to prune it by several amounts.</summary>
    /// <param name="net">The net, with its data where the criterion needs them.</param>
    /// <param name="mask">P zeros and ones, the current mask; not to be changed while the order is in use.</param>
    /// <exception cref="InvalidOperationException">
    /// The criterion needs training data, and the net has none; it scores whole units, and <see cref="Granularity"/> is
    /// another; or it cannot score a layer that is not spared.
    /// </exception>
    public PruningOrder Order(Architecture architecture, ScoredNet net, float[] mask)
    {
        var context = new ScoringContext(Criterion, architecture, net, mask);
        if (Granularity == Granularity.Unit && Criterion.ScoreUnits(context) is { } units)
        {
            return UnitOrder(architecture, units, mask);
        }

        var scores = Criterion.Score(context);
        if (scores?.Length != net.Values.Length)
        {
            throw new InvalidOperationException(
                $"Expected the criterion {Criterion.Name} to give {net.Values.Length} scores, one a parameter; "
                + $"got {scores?.Length.ToString(CultureInfo.InvariantCulture) ?? "none"}.");
        }

        return new(mask, [.. Pools(architecture).Select(pool =>
            new Ranking(scores, mask, pool, Granularity, Norm, LeastUnits))]);
    }

    /// <summary>Counts the parameters that may be pruned.</summary>
    public int Prunable(Architecture architecture) => Pools(architecture).Sum(pool => pool.Sum(range => range.Count));

    private PruningOrder UnitOrder(Architecture architecture, IReadOnlyList<double[]?> scores, float[] mask)
    {
        var weights = architecture.Of(ParameterRole.Weight);
        if (!weights.Select(w => w.Shape[0]).SequenceEqual(
            scores.Select((s, i) => s?.Length ?? weights.ElementAtOrDefault(i)?.Shape[0] ?? 0)))
        {
            var (expected, got) = (weights.Select(w => w.Shape[0]), scores.Select(s => s?.Length ?? 0));
            throw new InvalidOperationException(
                $"Expected the criterion {Criterion.Name} to give one score a unit of each layer, "
                + $"{string.Join(" + ", expected)}; got {string.Join(" + ", got)}.");
        }

        UnitScores[] units = [.. weights.Zip(scores).Where(w => !Spared.Contains(w.First.Layer)).Select(w =>
            new UnitScores(w.First, BiasesToo ? BiasOf(w.First) : null, w.Second ?? throw NotScored(w.First.Layer)))];
        return new(mask, [.. Pools(units).Select(pool => new Ranking(mask, pool, LeastUnits))]);

        ParameterRange? BiasOf(ParameterRange weight) =>
            architecture.Of(ParameterRole.Bias).FirstOrDefault(bias => bias.Layer == weight.Layer);
    }

    private InvalidOperationException NotScored(string layer) => new(
        $"The criterion {Criterion.Name} cannot score {layer}: its outputs are the net's, or it is part of another "
        + "layer. Name it in PruningMethod.Spared.");

    private IEnumerable<IReadOnlyList<ParameterRange>> Pools(Architecture architecture) =>
        Pools<ParameterRange>([.. architecture.Parameters.Where(p => MayGo(p.Role) && !Spared.Contains(p.Layer))]);

    private IEnumerable<IReadOnlyList<T>> Pools<T>(T[] ranges) =>
        Scope == Scope.Global && ranges.Length > 0 ? [ranges] : ranges.Select(r => new[] { r });

    private bool MayGo(ParameterRole role) => role == ParameterRole.Weight || (BiasesToo && role == ParameterRole.Bias);
}
