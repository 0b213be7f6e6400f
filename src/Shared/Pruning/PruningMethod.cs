using System.Collections.Immutable;
using System.Globalization;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;

namespace Pruning.Shared.Pruning;

/// <summary>A pruning method: criterion, scope, granularity and the parameters that may be pruned.</summary>
/// <param name="BiasesToo">
/// Whether biases are ranked with the weights. Scales, shifts and buffers are never pruned.
/// </param>
public sealed record PruningMethod(Criterion Criterion, Scope Scope = Scope.Global, bool BiasesToo = false)
{
    public Granularity Granularity { get; init; } = Granularity.Weight;

    /// <summary>The norm that makes a unit's score from its weights' scores.</summary>
    public Norm Norm { get; init; } = Norm.L2;

    /// <summary>Names of layers that are not pruned.</summary>
    public ImmutableArray<string> Spared { get; init; } = [];

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
    /// <exception cref="InvalidOperationException">The criterion needs training data, and the net has none.</exception>
    public PruningOrder Order(Architecture architecture, ScoredNet net, float[] mask)
    {
        var scores = Criterion.Score(new(Criterion, architecture, net, mask));
        if (scores?.Length != net.Values.Length)
        {
            throw new InvalidOperationException(
                $"Expected the criterion {Criterion.Name} to give {net.Values.Length} scores, one a parameter; "
                + $"got {scores?.Length.ToString(CultureInfo.InvariantCulture) ?? "none"}.");
        }

        return new(mask, [.. Pools(architecture).Select(pool => new Ranking(scores, mask, pool, Granularity, Norm))]);
    }

    /// <summary>Counts the parameters that may be pruned.</summary>
    public int Prunable(Architecture architecture) => Pools(architecture).Sum(pool => pool.Sum(range => range.Count));

    private IEnumerable<IReadOnlyList<ParameterRange>> Pools(Architecture architecture)
    {
        ParameterRange[] ranges = [.. architecture.Parameters.Where(p => MayGo(p.Role) && !Spared.Contains(p.Layer))];
        return Scope == Scope.Global && ranges.Length > 0 ? [ranges] : ranges.Select(r => new[] { r });
    }

    private bool MayGo(ParameterRole role) => role == ParameterRole.Weight || (BiasesToo && role == ParameterRole.Bias);
}
