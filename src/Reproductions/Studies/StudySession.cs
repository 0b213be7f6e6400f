using Pruning.Shared.Engine;

namespace Pruning.Reproductions.Studies;

/// <summary>
/// A designed study on a device: each data set is loaded once, and training shared by readings and arms is done once.
/// </summary>
internal sealed class StudySession<TDesign>(Study<TDesign> study, Device device, TrainedNets nets) : Session
    where TDesign : IStudyDesign
{
    private readonly Lock gate = new();
    private OpenData? first;

    public override IReadOnlyList<Replicate> Run(
        Reading reading, IReadOnlyList<int> seeds, Action<double> advance, CancellationToken cancel)
    {
        var plan = study.PlanOf(reading);
        using var run = new StudyRun(plan, seeds, DataOf(plan), nets, advance, cancel);
        return run.Run();
    }

    public override (Architecture Net, float[] Values)? TrainedNet(Reading reading, int seed)
    {
        var plan = study.PlanOf(reading);
        if (plan.Arms.Select(a => a.Arm.FirstTrained).FirstOrDefault(a => a is not null) is not { } arm)
        {
            return null;
        }

        using var run = new StudyRun(plan, [seed], DataOf(plan), nets, _ => { }, CancellationToken.None);
        var net = run.StatesOf(arm).Single();
        return (net.Net, net.Values);
    }

    protected override void Dispose(bool disposing)
    {
        first?.Dispose();
        base.Dispose(disposing);
    }

    private OpenData DataOf(StudyPlan plan)
    {
        lock (gate)
        {
            first ??= new(plan.Data, device);
        }

        return first.Beside(plan.Data);
    }
}
