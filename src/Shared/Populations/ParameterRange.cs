using System.Collections.Immutable;

namespace Pruning.Shared.Populations;

/// <summary>A named range of a population's columns: one parameter tensor of a layer.</summary>
/// <param name="Name">Layer and role, <c>fc1.weight</c>.</param>
/// <param name="Offset">First column.</param>
/// <param name="Shape">Shape of the tensor in one replicate; weights are [out, in].</param>
/// <param name="FanIn">Inputs that one output of the layer sums over.</param>
/// <param name="FanOut">Outputs that one input of the layer feeds.</param>
public sealed record ParameterRange(string Name, ParameterRole Role, int Offset, ImmutableArray<long> Shape, int FanIn,
    int FanOut)
{
    /// <summary>The layer's name.</summary>
    public string Layer => Name[..Name.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>Number of columns.</summary>
    public int Count { get; } = (int)Shape.Aggregate(1L, (a, b) => a * b);

    /// <summary>The initial value of every entry unless an initialisation draws one.</summary>
    public float Start { get; init; }

    /// <summary>Whether training leaves the columns as they are.</summary>
    internal bool Frozen { get; init; }

    /// <summary>Whether optimizers step on the columns.</summary>
    internal bool IsTrained => Role != ParameterRole.Buffer && !Frozen;
}
