using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Xunit;

namespace Pruning.Tests.Reproductions.Studies;

/// <summary>Nets whose answers are known by hand: one feature, two classes, the first for what is above 0.</summary>
internal static class HandNets
{
    /// <summary>Two weights and no bias; outputs w₁·x and w₂·x.</summary>
    public static Architecture Net { get; } = new(new Linear("only", 1, 2, Bias: false));

    /// <summary>Right for every example.</summary>
    public static float[] Right => [1, -1];

    /// <summary>Wrong for every example.</summary>
    public static float[] Wrong => [-1, 1];

    /// <summary>Four examples to either side of 0; three are of the first class.</summary>
    public static StudyData Data { get; } = new("by hand", 4, 4,
        () => new(new("by hand", 1, 2, [1, 2, 3, -4], [0, 0, 0, 1])));

    /// <summary>An arm of given values.</summary>
    public static Arm Given(params float[] values) => Arm.Given(Data, Net, values);

    /// <summary>Runs a plan over these examples.</summary>
    public static IReadOnlyList<Replicate> Run(StudyPlan plan, params int[] seeds)
    {
        using var data = new OpenData(plan.Data, Device.Cpu);
        using var run = new StudyRun(plan, seeds, data, new(), _ => { }, TestContext.Current.CancellationToken);
        return run.Run();
    }

    /// <summary>The nets of one arm for one seed.</summary>
    public static NetState State(Arm arm, int seed = 1)
    {
        using var data = new OpenData(arm.Data, Device.Cpu);
        var plan = new StudyPlan(arm.Data).Measure("only", arm);
        using var run = new StudyRun(plan, [seed], data, new(), _ => { }, TestContext.Current.CancellationToken);
        return run.StatesOf(arm).Single();
    }
}
