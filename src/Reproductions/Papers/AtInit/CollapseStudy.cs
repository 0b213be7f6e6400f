namespace Pruning.Reproductions.Papers.AtInit;

/// <summary>Study of untrained nets at ever larger compression, and of the conservation of SynFlow's scores.</summary>
internal sealed record CollapseStudy : IStudyDesign
{
    /// <summary>Weights left of 266,200; at the end as many as there are layers.</summary>
    public static IReadOnlyList<int> Left { get; } = [26_620, 2_662, 266, 27, 3];

    /// <summary>The study.</summary>
    public static Study<CollapseStudy> Study { get; } = new("at-init/collapse", new())
    {
        Settings = BeforeTraining.Settings,
        Replicates = new(8, 8, 1),
    };

    public StudyPlan Plan(bool whole)
    {
        var plan = new StudyPlan(StudyData.Mnist);
        var start = plan.Start(LeNet.Net, LeNet.Init);
        plan.Measure("conserved", start, Conservation.Errors);
        foreach (var method in BeforeTraining.Methods)
        {
            foreach (var left in Left)
            {
                plan.Measure($"{method}@{left}",
                    BeforeTraining.Prune(start, method, 1 - (left / (double)LeNet.Weights)), EmptyLayers);
            }
        }

        return plan;
    }

    private static Measurement EmptyLayers { get; } = new(
        [new("emptyLayers", "layers", Nature.Count), new("left", "weights", Nature.Count)],
        (net, to) =>
        {
            int[] left = [.. net.Net.Of(ParameterRole.Weight)
                .Select(w => net.Mask.AsSpan(w.Offset, w.Count).ToArray().Count(m => m == 1))];
            to.Value("emptyLayers", left.Count(n => n == 0));
            to.Value("left", left.Sum());
        });
}
