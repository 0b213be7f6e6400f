using Pruning.Shared.Populations;

namespace Pruning.Reproductions.Papers.Taylor;

/// <summary>
/// Scores of one net's feature maps over the first of its training examples, and what they estimate: the change of the
/// mean loss without each map, the oracle. What is costly is computed once.
/// </summary>
/// <param name="net">The net.</param>
/// <param name="signed">
/// Whether the oracle is the change itself, of which an increase alone does harm; otherwise its size.
/// </param>
internal sealed class Scores(Observed net, bool signed)
{
    /// <summary>
    /// Training examples that scores and oracle are averaged over, cats and dogs in the order of the set.
    /// </summary>
    public const int Examples = 1000;

    private readonly ScoringContext context = net.ScoredOver([.. net.Split.Train.Take(Examples)]);

    private double[][]? changes;

    /// <summary>The oracle's value of each map, by convolution.</summary>
    public IReadOnlyList<double[]> Oracle
    {
        get
        {
            changes ??= SmallVgg.OfConvolutions(Shared.Pruning.Oracle.Of(
                net.Net, net.Values, net.TrainingSet, context.Training, net.Cancel));
            return [.. changes.Select(layer => Array.ConvertAll(layer, Harm))];
        }
    }

    /// <summary>The oracle's value of all pairs of maps of a layer; on the diagonal of the one map.</summary>
    public double[][] Pairs(string layer) => [.. Shared.Pruning.Oracle
        .PairsOf(layer, net.Net, net.Values, net.TrainingSet, context.Training, net.Cancel)
        .Select(row => Array.ConvertAll(row, Harm))];

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

    private double Harm(double change) => signed ? change : Math.Abs(change);

    private static double Overall(IEnumerable<double[]> one, IEnumerable<double[]> other) =>
        RankCorrelation.Spearman([.. one.SelectMany(s => s)], [.. other.SelectMany(s => s)]);
}
