using Pruning.Shared.Pruning;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>Another criterion, whose scores it keeps.</summary>
internal sealed record RecordingCriterion(Criterion Inner) : Criterion
{
    public override string Name => Inner.Name;

    public List<float[]> Scores { get; } = [];

    public override float[] Score(ScoringContext net)
    {
        Scores.Add(Inner.Score(net));
        return Scores[^1];
    }
}
