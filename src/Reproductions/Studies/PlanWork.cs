namespace Pruning.Reproductions.Studies;

/// <summary>
/// Progress of a plan in multiply-accumulates: an epoch counts as three passes over the training examples, an
/// evaluation as one over the test examples, and a pre-training once for all replicates together. Nets count as they
/// were before surgery. Work found to be done already is reported at once, so that the parts add up to the number of
/// replicates.
/// </summary>
/// <param name="advance">Receives progress in replicates.</param>
internal sealed class PlanWork(StudyPlan plan, int replicates, Action<double> advance)
{
    private readonly double total = replicates * plan.Arms.Sum(a => Evaluation(a.Arm))
        + plan.Arms.SelectMany(ArmLifetimes.Needed).DistinctBy(a => a.Hash).Sum(arm => Training(arm, replicates));
    private double told;

    /// <summary>Approximate cost of some replicates in multiply-accumulates.</summary>
    public static double Of(StudyPlan plan, int replicates) => new PlanWork(plan, replicates, _ => { }).total;

    /// <summary>Starts a step of an arm; disposing of the result reports the rest of the step.</summary>
    public StepWork Step(Arm arm) => arm.Step.Pretraining is null
        ? new(arm.Step.Epochs * replicates, epochs => Advance(epochs * Epoch(arm)))
        : new(1, share => Advance(share * Training(arm, replicates)));

    /// <summary>Reports that an arm has been measured.</summary>
    public void Evaluated(Arm arm) => Advance(replicates * Evaluation(arm));

    /// <summary>Reports the remaining work.</summary>
    public void Finish() => Advance(total - told);

    /// <summary>Cost of an arm's last step.</summary>
    private static double Training(Arm arm, int replicates) => arm.Step.Pretraining is { } source
        ? ArmLifetimes.Chain(source).DistinctBy(a => a.Hash).Sum(a => Training(a, 1))
        : replicates * arm.Step.Epochs * Epoch(arm);

    // Plus one, so that nets without weights and sets without examples have a cost.
    private static double Epoch(Arm arm) => 1 + (3.0 * arm.Net.MultiplyAccumulates * arm.Data.TrainCount);

    private static double Evaluation(Arm arm) => 1 + ((double)arm.Net.MultiplyAccumulates * arm.Data.TestCount);

    private void Advance(double units)
    {
        told += units;
        advance(units / total * replicates);
    }
}
