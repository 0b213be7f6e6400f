namespace Pruning.Reproductions.Studies.Steps;

/// <summary>Step that sets a net's kept entries to the values of another arm's net of the same architecture.</summary>
/// <param name="Name">Name of the step: <c>reset</c>, <c>rewind 500</c>.</param>
/// <param name="Source">The arm that provides the values.</param>
internal sealed record TakeValuesStep(string Name, Arm Source) : Step
{
    public override string Text => Name;

    public override IReadOnlyList<Arm> Uses => [Source];

    public override NetState[] Apply(Arm arm, NetState[] from, StepContext context) =>
        [.. from.Zip(context.StatesOf(Source), (net, source) => net.WithValues(source.Values))];
}
