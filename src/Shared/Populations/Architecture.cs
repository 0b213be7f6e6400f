using System.Collections.Immutable;

namespace Pruning.Shared.Populations;

/// <summary>
/// A sequence of layers, with the columns of their parameters in a population's matrix. Architectures of equal layers
/// are equal.
/// </summary>
public sealed class Architecture : IEquatable<Architecture>
{
    private readonly ImmutableArray<(Layer Layer, int First, int Count)> steps;
    private readonly int hash;

    /// <exception cref="ArgumentException">
    /// A layer expects a different number of features than it gets, or two layers with parameters share a name.
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
        hash = layers.Aggregate(0, HashCode.Combine);
        if (Parameters.GroupBy(p => p.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Expected unique layer names; two layers are called {twice.First().Layer}.",
                nameof(layers));
        }
    }

    /// <summary>Number of columns P, buffers included.</summary>
    public int ParameterCount { get; }

    /// <summary>
    /// The sum of the layers' <see cref="Layer.MultiplyAccumulates"/>: for one example, without biases.
    /// </summary>
    public long MultiplyAccumulates => steps.Sum(s => s.Layer.MultiplyAccumulates);

    /// <summary>Features of the widest activation, the input included where its size is known; at least 1.</summary>
    public int Widest => steps.Select(s => s.Layer.Widest).DefaultIfEmpty(1).Max();

    /// <summary>Input features of one example; null: any number.</summary>
    public int? FeaturesIn => steps.Select(s => s.Layer.FeaturesIn).FirstOrDefault(n => n is not null);

    /// <summary>Output features of one example; null: as many as the input has.</summary>
    public int? FeaturesOut => steps.Select(s => s.Layer.FeaturesOut).LastOrDefault(n => n is not null);

    /// <summary>All parameters in column order, without gaps.</summary>
    public ImmutableArray<ParameterRange> Parameters { get; }

    /// <summary>The layers, each with its first parameter's index and its number of parameters.</summary>
    public ImmutableArray<(Layer Layer, int First, int Count)> Steps => steps;

    /// <summary>Shape of the input maps; null: the input need not be maps.</summary>
    internal Maps? MapsIn => steps
        .Select(s => s.Layer)
        .FirstOrDefault(layer => layer.FeaturesOut is not null || layer.MapsIn is not null)?.MapsIn;

    /// <summary>Shape of the output maps; null: no maps, or the input's shape.</summary>
    internal Maps? MapsOut => steps.Select(s => s.Layer).LastOrDefault(layer => layer.FeaturesOut is not null)?.MapsOut;

    /// <summary>
    /// The columns that optimizers update, all except buffers and frozen layers: maximal contiguous runs, in order.
    /// </summary>
    internal IReadOnlyList<(int First, int Count)> Trained
    {
        get
        {
            var stretches = new List<(int First, int Count)>();
            foreach (var range in Parameters.Where(p => p.IsTrained))
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

    /// <summary>Gets the parameters of one role.</summary>
    public IReadOnlyList<ParameterRange> Of(ParameterRole role) => [.. Parameters.Where(p => p.Role == role)];

    public bool Equals(Architecture? other) => ReferenceEquals(this, other)
        || (other is not null && hash == other.hash
            && steps.Select(s => s.Layer).SequenceEqual(other.steps.Select(s => s.Layer)));

    public override bool Equals(object? obj) => Equals(obj as Architecture);

    public override int GetHashCode() => hash;

    /// <summary>The same net with another number of outputs: its last layer with parameters has so many.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    /// <exception cref="ArgumentException">
    /// That layer is not linear, or a layer after it needs another number of features.
    /// </exception>
    public Architecture WithOutputs(int outputs)
    {
        if (outputs < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(outputs), outputs, "Expected at least one output.");
        }

        var last = steps.Select(s => s.Count > 0).ToList().LastIndexOf(true);
        var head = last >= 0 && steps[last].Layer is Linear linear ? linear with { Outputs = outputs }
            : throw new ArgumentException(
                $"Expected a net whose last layer with parameters is linear; it is "
                    + $"{(last < 0 ? "none" : steps[last].Layer.Title)}.",
                nameof(outputs));
        return new([.. steps.Select((s, i) => i == last ? head : s.Layer)]);
    }

    /// <summary>
    /// The same net, with some layers held as they are in training (<see cref="FrozenLayer"/>); layers within blocks
    /// have names of their own.
    /// </summary>
    /// <param name="names">The layers' names; none: this net.</param>
    /// <exception cref="ArgumentException">
    /// There is no layer of a name, or no parameter would be left to train.
    /// </exception>
    internal Architecture Freeze(IReadOnlyCollection<string> names)
    {
        if (names.Count == 0)
        {
            return this;
        }

        var layers = Parameters.Select(p => p.Layer).Distinct().ToList();
        if (names.Except(layers).ToList() is { Count: > 0 } unknown)
        {
            throw new ArgumentException(
                $"There is no layer {string.Join(", ", unknown)} to freeze; the net's layers are "
                    + $"{string.Join(", ", layers)}.",
                nameof(names));
        }

        var frozen = new Architecture([.. steps.Select(s => s.Layer.Rebuilt(Held))]);
        return frozen.Trained.Count > 0 ? frozen : throw new ArgumentException(
            $"Every layer is frozen ({string.Join(", ", layers)}): nothing is left to train. Leave one out.",
            nameof(names));

        Layer Held(Layer layer) =>
            layer.Parameters(0) is [var first, ..] && names.Contains(first.Layer) ? new FrozenLayer(layer) : layer;
    }

    private static void CheckSizes(Layer[] layers)
    {
        int? features = null;
        var giver = "the input";
        foreach (var layer in layers)
        {
            if (features is { } given && layer.FeaturesIn is { } taken && given != taken)
            {
                throw new ArgumentException($"{layer.Title} expected {taken} features; {giver} has {given}.",
                    nameof(layers));
            }

            giver = layer.FeaturesOut is null ? giver : layer.Title;
            features = layer.FeaturesOut ?? features;
        }
    }
}
