using System.Collections.Immutable;
using Pruning.Shared.Engine;
using TorchSharp;

namespace Pruning.Shared.Populations;

/// <summary>Layers in sequence, and the columns that each one's parameters take in a population's matrix.</summary>
public sealed class Architecture
{
    private readonly ImmutableArray<(Layer Layer, int First, int Count)> steps;

    /// <exception cref="ArgumentException">A layer takes another number of features than it is given, or two layers with parameters share a name.</exception>
    public Architecture(params Layer[] layers)
    {
        CheckSizes(layers);
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
        Dense = DenseSteps();
        if (Parameters.GroupBy(p => p.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two layers are called {twice.First().Layer}; each needs a name of its own.", nameof(layers));
        }
    }

    /// <summary>Number of columns P.</summary>
    public int ParameterCount { get; }

    /// <summary>The layers' <see cref="Layer.MultiplyAccumulates"/>, summed: for one example, biases not counted.</summary>
    public long MultiplyAccumulates => steps.Sum(s => s.Layer.MultiplyAccumulates);

    /// <summary>Features of the widest activation, the input included where a layer tells how many it takes; at least 1.</summary>
    public int Widest => steps.Select(s => Math.Max(s.Layer.FeaturesIn ?? 1, s.Layer.FeaturesOut ?? 1)).DefaultIfEmpty(1).Max();

    /// <summary>All parameters in the order of their columns, without gaps.</summary>
    public ImmutableArray<ParameterRange> Parameters { get; }

    /// <summary>The layers, each with the index of its first parameter and the number of its parameters.</summary>
    public ImmutableArray<(Layer Layer, int First, int Count)> Steps => steps;

    /// <summary>The layers, one by one, as steps of a dense net; empty: one of them is none, or an activation follows no linear layer.</summary>
    internal ImmutableArray<DenseStep> Dense { get; }

    /// <summary>The parameters of one role.</summary>
    public IReadOnlyList<ParameterRange> Of(ParameterRole role) => [.. Parameters.Where(p => p.Role == role)];

    private ImmutableArray<DenseStep> DenseSteps()
    {
        var dense = ImmutableArray.CreateBuilder<DenseStep>();
        var features = 0;
        foreach (var (layer, first, count) in steps)
        {
            features = layer.FeaturesIn ?? features;
            var afterLinear = dense.Count > 0 && dense[^1].Kind == DenseStepKind.Linear;
            if (layer.Dense(features, count > 0 ? Parameters[first].Offset : 0) is not { } step || (step.Kind != DenseStepKind.Linear && !afterLinear))
            {
                return [];
            }

            dense.Add(step);
            features = layer.FeaturesOut ?? features;
        }

        return dense.ToImmutable();
    }

    private static void CheckSizes(Layer[] layers)
    {
        int? features = null;
        var giver = "the input";
        foreach (var layer in layers)
        {
            if (features is { } given && layer.FeaturesIn is { } taken && given != taken)
            {
                throw new ArgumentException($"{layer.Title} takes {taken} features, but {giver} gives {given}.", nameof(layers));
            }

            giver = layer.FeaturesOut is null ? giver : layer.Title;
            features = layer.FeaturesOut ?? features;
        }
    }
}
