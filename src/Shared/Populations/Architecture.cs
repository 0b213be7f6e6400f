using System.Collections.Immutable;

namespace Pruning.Shared.Populations;

/// <summary>Layers in sequence, and the columns that each one's parameters take in a population's matrix.</summary>
public sealed class Architecture
{
    private readonly ImmutableArray<(Layer Layer, int First, int Count)> steps;

    public Architecture(params Layer[] layers)
    {
        var ranges = ImmutableArray.CreateBuilder<ParameterRange>();
        var sequence = ImmutableArray.CreateBuilder<(Layer, int, int)>();
        foreach (var layer in layers)
        {
            var parameters = layer.Parameters(ParameterCount);
            sequence.Add((layer, ranges.Count, parameters.Length));
            ranges.AddRange(parameters);
            ParameterCount += parameters.Sum(p => p.Count);
        }

        Parameters = ranges.ToImmutable();
        steps = sequence.ToImmutable();
    }

    /// <summary>Number of columns P.</summary>
    public int ParameterCount { get; }

    /// <summary>All parameters in the order of their columns, without gaps.</summary>
    public ImmutableArray<ParameterRange> Parameters { get; }

    /// <summary>The layers, each with the index of its first parameter and the number of its parameters.</summary>
    public ImmutableArray<(Layer Layer, int First, int Count)> Steps => steps;

    /// <summary>The parameters of one role.</summary>
    public IReadOnlyList<ParameterRange> Of(ParameterRole role) => [.. Parameters.Where(p => p.Role == role)];
}
