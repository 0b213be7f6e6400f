namespace Pruning.Reproductions.Studies;

/// <summary>
/// The progress of a plan, by multiply-accumulates: an epoch counts three passes over the training examples, an
/// evaluation one over
/// the test examples. What turns out to be done already is told at once, so the parts add up to the number of
/// replicates.
/// </summary>
/// <param name="advance">Told parts of replicates.</param>
internal sealed class PlanWork(StudyPlan plan, int replicates, Action<double> advance)
{
    private readonly double total = plan.Arms.Sum(a => Evaluation(a.Arm))
        + Trainings(plan).Sum(arm => Epoch(arm) * arm.Step.Epochs);
    private double told;

    /// <summary>About what one replicate takes, in multiply-accumulates.</summary>
    public static double Of(StudyPlan plan) => new PlanWork(plan, 1, _ => { }).total;

    /// <summary>A step of an arm begins; disposing of the result tells what the step has not told.</summary>
    public StepWork Step(Arm arm) =>
        new(arm.Step.Epochs * replicates, epochs => Advance(epochs / replicates * Epoch(arm)));

    /// <summary>An arm has been measured.</summary>
    public void Evaluated(Arm arm) => Advance(Evaluation(arm));

    /// <summary>Tells what is left.</summary>
    public void Finish() => Advance(total - told);

    private static IEnumerable<Arm> Trainings(StudyPlan plan) =>
        plan.Arms.SelectMany(ArmLifetimes.Needed).Where(a => a.Step.Epochs > 0).DistinctBy(a => a.Hash);

    // One more, so that nets without weights and sets without examples count as something.
    private static double Epoch(Arm arm) => 1 + (3.0 * arm.Net.MultiplyAccumulates * arm.Data.TrainCount);

    private static double Evaluation(Arm arm) => 1 + ((double)arm.Net.MultiplyAccumulates * arm.Data.TestCount);

    private void Advance(double units)
    {
        told += units;
        advance(units / total * replicates);
    }
}
