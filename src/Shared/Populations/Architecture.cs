using System.Collections.Immutable;

namespace Pruning.Shared.Populations;

/// <summary>Layers in sequence, and the columns that each one's parameters take in a population's matrix.</summary>
public sealed class Architecture
{
    private readonly ImmutableArray<(Layer Layer, int First, int Count)> steps;

    /// <exception cref="ArgumentException">
    /// A layer takes another number of features than it is given, or two layers with parameters share a name.
    /// </exception>
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
        if (Parameters.GroupBy(p => p.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two layers are called {twice.First().Layer}; each needs a name of its own.",
                nameof(layers));
        }
    }

    /// <summary>Number of columns P, buffers included.</summary>
    public int ParameterCount { get; }

    /// <summary>
    /// The layers' <see cref="Layer.MultiplyAccumulates"/>, summed: for one example, biases not counted.
    /// </summary>
    public long MultiplyAccumulates => steps.Sum(s => s.Layer.MultiplyAccumulates);

    /// <summary>
    /// Features of the widest activation, the input included where a layer tells how many it takes; at least 1.
    /// </summary>
    public int Widest => steps.Select(s => s.Layer.Widest).DefaultIfEmpty(1).Max();

    /// <summary>Features of one example that the layers take; null: any number.</summary>
    public int? FeaturesIn => steps.Select(s => s.Layer.FeaturesIn).FirstOrDefault(n => n is not null);

    /// <summary>Features of one example that the layers give; null: as many as they take.</summary>
    public int? FeaturesOut => steps.Select(s => s.Layer.FeaturesOut).LastOrDefault(n => n is not null);

    /// <summary>All parameters in the order of their columns, without gaps.</summary>
    public ImmutableArray<ParameterRange> Parameters { get; }

    /// <summary>The layers, each with the index of its first parameter and the number of its parameters.</summary>
    public ImmutableArray<(Layer Layer, int First, int Count)> Steps => steps;

    /// <summary>The maps that the layers take; null: their input need be no maps.</summary>
    internal Maps? MapsIn => steps
        .Select(s => s.Layer)
        .FirstOrDefault(layer => layer.FeaturesOut is not null || layer.MapsIn is not null)?.MapsIn;

    /// <summary>The maps that the layers give; null: their output is none, or has the input's shape.</summary>
    internal Maps? MapsOut => steps.Select(s => s.Layer).LastOrDefault(layer => layer.FeaturesOut is not null)?.MapsOut;

    /// <summary>
    /// The columns that optimizers step on, all but buffers: stretches as long as they come, in order.
    /// </summary>
    internal IReadOnlyList<(int First, int Count)> Trained
    {
        get
        {
            var stretches = new List<(int First, int Count)>();
            foreach (var range in Parameters.Where(p => p.Role != ParameterRole.Buffer))
            {
                if (stretches is [.., var (first, count)] && first + count == range.Offset)
                {
                    stretches[^1] = (first, count + range.Count);
                }
                else
                {
                    stretches.Add((range.Offset, range.Count));
                }
            }

            return stretches;
        }
    }

    /// <summary>The parameters of one role.</summary>
    public IReadOnlyList<ParameterRange> Of(ParameterRole role) => [.. Parameters.Where(p => p.Role == role)];

    private static void CheckSizes(Layer[] layers)
    {
        int? features = null;
        var giver = "the input";
        foreach (var layer in layers)
        {
            if (features is { } given && layer.FeaturesIn is { } taken && given != taken)
            {
                throw new ArgumentException($"{layer.Title} takes {taken} features, but {giver} gives {given}.",
                    nameof(layers));
            }

            giver = layer.FeaturesOut is null ? giver : layer.Title;
            features = layer.FeaturesOut ?? features;
        }
    }
}
