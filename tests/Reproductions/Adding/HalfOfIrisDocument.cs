using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Studies;
using Pruning.Reproductions.Studies.Measuring;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;

namespace Pruning.Tests.Reproductions.Adding;

/// <summary>An example: a write-up that says that half of a small net's weights can go.</summary>
internal sealed class HalfOfIrisDocument : IDocument
{
    public string Id => "half-of-iris";

    public string Title => "Half of a Small Net";

    public IReadOnlyList<Claim> Claims { get; } =
    [
        new("half-of-iris/magnitude-beats-random", "Results",
            "Without half of its weights the net is more accurate if the smallest go than if any go",
            new(null, 0.1, "fraction", "10 points"), HalfOfIrisStudy.Study,
            new DirectionRule(Quantity.Difference("magnitude.testAccuracy", "random.testAccuracy"), 0.1)),
    ];
}

/// <summary>A dense net on Iris, and what is left of it without half of its weights.</summary>
internal sealed record HalfOfIrisStudy : IStudyDesign
{
    private static readonly Architecture Net = new(new Linear("hidden", 4, 16), new Relu(),
        new Linear("output", 16, 3));

    public static Study<HalfOfIrisStudy> Study { get; } = new("half-of-iris/iris", new())
    {
        Factors =
        [
            new("scope", Stance.Unstated, "what competes: all weights, or those of a layer",
                ("global", s => s), ("layerwise", s => s with { Scope = Scope.Layerwise })),
            new("epochs", Stance.Unstated, "passes over the flowers", [50, 200], (s, n) => s with { Epochs = n }),
        ],
        Replicates = new(64, 64, 8),
    };

    private Scope Scope { get; init; } = Scope.Global;

    private int Epochs { get; init; } = 50;

    public StudyPlan Plan(bool whole)
    {
        var plan = new StudyPlan(StudyData.Iris);
        var trained = plan.Start(Net, Init.FanIn()).Train(new(new Adam(0.01), Epochs, BatchSize: 16));
        Arm Half(Criterion criterion) => trained.Prune(new(criterion, Scope), Amount.OfTotal(0.5));
        return plan
            .Measure("unpruned", trained, Measure.MeanTestAccuracy)
            .Measure("magnitude", Half(Criterion.Magnitude), Measure.MeanTestAccuracy, Measure.Removed)
            .Measure("random", Half(Criterion.Random), Measure.MeanTestAccuracy);
    }
}
