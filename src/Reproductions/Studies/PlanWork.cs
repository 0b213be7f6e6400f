namespace Pruning.Reproductions.Studies;

/// <summary>
/// Progress of a plan in multiply-accumulates: an epoch counts as three passes over the training examples, an
/// evaluation as one over the test examples. Work found to be done already is reported at once, so that the parts add
/// up to the number of replicates.
/// </summary>
/// <param name="advance">Receives progress in replicates.</param>
internal sealed class PlanWork(StudyPlan plan, int replicates, Action<double> advance)
{
    private readonly double total = plan.Arms.Sum(a => Evaluation(a.Arm))
        + Trainings(plan).Sum(arm => Epoch(arm) * arm.Step.Epochs);
    private double told;

    /// <summary>Approximate cost of one replicate in multiply-accumulates.</summary>
    public static double Of(StudyPlan plan) => new PlanWork(plan, 1, _ => { }).total;

    /// <summary>Starts a step of an arm; disposing of the result reports the rest of the step.</summary>
    public StepWork Step(Arm arm) =>
        new(arm.Step.Epochs * replicates, epochs => Advance(epochs / replicates * Epoch(arm)));

    /// <summary>Reports that an arm has been measured.</summary>
    public void Evaluated(Arm arm) => Advance(Evaluation(arm));

    /// <summary>Reports the remaining work.</summary>
    public void Finish() => Advance(total - told);

    private static IEnumerable<Arm> Trainings(StudyPlan plan) =>
        plan.Arms.SelectMany(ArmLifetimes.Needed).Where(a => a.Step.Epochs > 0).DistinctBy(a => a.Hash);

    // Plus one, so that nets without weights and sets without examples have a cost.
    private static double Epoch(Arm arm) => 1 + (3.0 * arm.Net.MultiplyAccumulates * arm.Data.TrainCount);

    private static double Evaluation(Arm arm) => 1 + ((double)arm.Net.MultiplyAccumulates * arm.Data.TestCount);

    private void Advance(double units)
    {
        told += units;
        advance(units / total * replicates);
    }
}
