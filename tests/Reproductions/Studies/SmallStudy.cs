using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Pruning.Reproductions.Studies.Measuring;
using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;

namespace Pruning.Tests.Reproductions.Studies;

/// <summary>A design of three-feature nets on twelve examples: it trains in milliseconds.</summary>
internal sealed record SmallStudy : IStudyDesign
{
    public static readonly Architecture Net = new(new Linear("first", 3, 4), new Relu(), new Linear("last", 4, 2));

    public static readonly StudyData Data = new("small", 12, 6, () => new(Examples(12), Examples(6)));

    public int Epochs { get; init; } = 3;

    public Scope Scope { get; init; } = Scope.Global;

    /// <summary>A property that <see cref="Plan"/> does not look at.</summary>
    public bool Decoration { get; init; }

    public static Study<SmallStudy> Of(params Factor<SmallStudy>[] factors) => new("small/study", new())
    {
        Factors = factors,
        Replicates = new(4, 2, 2),
        Axis = CurveAxis.Pruned([0, 50, 75]),
    };

    public static TrainingPlan Training(int epochs) => new(new Adam(0.01), epochs, BatchSize: 4);

    public StudyPlan Plan(bool whole)
    {
        var plan = new StudyPlan(Data);
        var trained = plan.Start(Net, Init.FanIn()).Train(Training(Epochs));
        var method = new PruningMethod(Criterion.Magnitude, Scope);
        var pruned = trained.Prune(method, Amount.OfTotal(0.5));
        plan.Measure("trained", trained, Measure.TestAccuracy)
            .Measure("pruned", pruned, Measure.TestAccuracy, Measure.Removed)
            .Measure("ticket", pruned.Reset().Train(Training(Epochs)), Measure.MeanTestAccuracy);
        return whole ? plan.Sweep("weight", [0, 50, 75], trained,
            k => trained.Prune(method, Amount.OfTotal(k / 100.0))) : plan;
    }

    public static DataSet Examples(int count, float factor = 1)
    {
        float[] inputs = [.. Enumerable.Range(0, count * 3).Select(i => factor * (((i * 37) % 11 / 5f) - 1))];
        return new("small", 3, 2, inputs, [.. inputs.Chunk(3).Select(x => x.Sum() > 0 ? 0 : 1)]);
    }
}
