using Pruning.Shared.Populations;

namespace Pruning.Reproductions.Papers.Taylor;

/// <summary>
/// Scores of one net's feature maps over its training examples, and what they estimate: the change of the mean loss
/// without each map, the oracle. What is costly is computed once.
/// </summary>
/// <param name="net">The net.</param>
/// <param name="signed">
/// Whether the oracle is the change itself, of which an increase alone does harm; otherwise its size.
/// </param>
internal sealed class Scores(Observed net, bool signed)
{
    private readonly ScoringContext context = new(
        Criterion.TaylorMap(), net.Net, new(net.Values, 0, net.Seed)
        {
            Examples = () => net.TrainingSet,
            Training = net.Split.Train,
        }, net.Mask);

    private readonly Lazy<double[][]> oracle = new(() => SmallVgg.OfConvolutions(
        Shared.Pruning.Oracle.Of(net.Net, net.Values, net.TrainingSet, net.Split.Train, net.Cancel)));

    /// <summary>The oracle's value of each map, by convolution.</summary>
    public IReadOnlyList<double[]> Oracle => [.. oracle.Value.Select(o => Array.ConvertAll(o, Harm))];

    /// <summary>What a change of the loss counts as.</summary>
    public double Harm(double change) => signed ? change : Math.Abs(change);

    /// <summary>A criterion's score of each map, by convolution.</summary>
    public IReadOnlyList<double[]> Of(MapCriterion criterion) =>
        SmallVgg.OfConvolutions(criterion.ScoreUnits(context));

    /// <summary>Spearman's ρ of a criterion and the oracle over all maps.</summary>
    public double Overall(MapCriterion criterion) => Overall(Of(criterion), Oracle);

    /// <summary>The same in each convolution.</summary>
    public IReadOnlyList<double> ByLayer(MapCriterion criterion) =>
        [.. Of(criterion).Zip(Oracle, RankCorrelation.Spearman)];

    /// <summary>Spearman's ρ of two criteria over all maps.</summary>
    public double Between(MapCriterion one, MapCriterion other) => Overall(Of(one), Of(other));

    private static double Overall(IEnumerable<double[]> one, IEnumerable<double[]> other) =>
        RankCorrelation.Spearman([.. one.SelectMany(s => s)], [.. other.SelectMany(s => s)]);
}
