using System.Diagnostics.CodeAnalysis;
using Pruning.Shared.Engine;

namespace Pruning.Reproductions.Studies;

/// <summary>
/// Study of figures that do not depend on a seed, such as counts of a data set; machines must agree on them exactly.
/// </summary>
internal sealed class FigureStudy : Study
{
    private readonly string id;
    private readonly string about;
    private readonly Func<IReadOnlyDictionary<string, double>> figures;

    /// <param name="id"><c>document/name</c>.</param>
    /// <param name="about">What the figures describe: <c>this data set</c>.</param>
    /// <param name="figures">Computes the figures, by <c>arm.metric</c>.</param>
    [SetsRequiredMembers]
    public FigureStudy(string id, string about, Func<IReadOnlyDictionary<string, double>> figures)
    {
        (this.id, this.about, this.figures) = (id, about, figures);
        Replicates = new(1, 1, 1);
    }

    public override string Id => id;

    public override bool Seeded => false;

    public override Nature NatureOf(string metric) => Nature.Count;

    public override Session Open(Device device, NetFolder? nets = null) => new FigureSession(figures);

    protected override InferenceScope InferenceScopeOf(IReadOnlyDictionary<string, string> choices) => new(about);

    private sealed class FigureSession(Func<IReadOnlyDictionary<string, double>> figures) : Session
    {
        public override IReadOnlyList<Replicate> Run(
            Reading reading, IReadOnlyList<int> seeds, Action<double> advance, CancellationToken cancel)
        {
            var values = figures();
            advance(seeds.Count);
            return [.. seeds.Select(s => new Replicate(
                s, values, new Dictionary<string, IReadOnlyList<double>>(), new Dictionary<string,
                    IReadOnlyList<double>>()))];
        }
    }
}
