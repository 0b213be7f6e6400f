namespace Pruning.Reproductions.Studies.Steps;

/// <summary>
/// First step with one net, which every replicate gets: that of an arm of other examples, for a seed of its own. It is
/// made by whichever replicate comes first; the others wait.
/// </summary>
/// <param name="Source">The arm, of any examples.</param>
/// <param name="Seed">The seed that it is run with.</param>
internal sealed record PretrainedStep(Arm Source, int Seed) : Step
{
    // The source's hash names its examples, its net and its training.
    public override string Text => $"pretrained {Source.Hash}, seed {Seed}";

    public override Arm Pretraining => Source;

    public override NetState[] Apply(Arm arm, NetState[] from, StepContext context)
    {
        var examples = context.Data.Beside(Source.Data);
        var key = Canonical.Hash(examples.DigestOf(examples.SplitOf(Seed)), Text);
        var net = context.Nets.Shared(key, () => Run(examples, context));
        return [.. context.Seeds.Select(_ => net)];
    }

    private NetState Run(OpenData examples, StepContext context)
    {
        var plan = new StudyPlan(Source.Data).Measure("pretrained", Source);
        using var run = new StudyRun(plan, [Seed], examples, context.Nets, context.Advance, context.Cancel);
        var net = run.StatesOf(Source).Single();

        // Without the records of a training on other examples.
        return new(net.Net, net.Values, net.Mask);
    }
}
