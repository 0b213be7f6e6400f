using System.Diagnostics.CodeAnalysis;
using Pruning.Shared.Engine;

namespace Pruning.Reproductions.Judging;

/// <summary>Study whose replicates are given, by a table of someone's runs; it runs nothing.</summary>
internal sealed class TableStudy : Study
{
    private readonly string id;
    private readonly InferenceScope scope;

    /// <param name="id">Id of the claim for whose rule the replicates were put together.</param>
    /// <param name="scope">What varies between the replicates.</param>
    /// <param name="run">The replicates, in the order in which they are judged, and their looks.</param>
    [SetsRequiredMembers]
    public TableStudy(string id, InferenceScope scope, Run run)
    {
        (this.id, this.scope, Run) = (id, scope, run);
        Replicates = new(run.Looks, run.Looks[^1], run.Looks[0]);
    }

    public override string Id => id;

    /// <summary>The given replicates.</summary>
    public Run Run { get; }

    public override Session Open(Device device, NetFolder? nets = null) =>
        throw new NotSupportedException($"The runs of {id} are given.");

    protected override InferenceScope InferenceScopeOf(IReadOnlyDictionary<string, string> choices) => scope;
}
