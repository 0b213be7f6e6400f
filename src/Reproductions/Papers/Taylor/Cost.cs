namespace Pruning.Reproductions.Papers.Taylor;

/// <summary>Multiplications of the Taylor scores and of a training step, counted for one image.</summary>
internal static class Cost
{
    /// <summary>
    /// A score takes a product for each element of a map, a division by their number for each map, and one by the
    /// layer's norm; a step takes a forward pass, and for each weight's and each input's gradient as much again, except
    /// the pictures' own.
    /// </summary>
    public static FigureStudy Study { get; } = new("taylor/cost", "any weights", () =>
    {
        var convolutions = SmallVgg.Net.Steps.Select(s => s.Layer).OfType<Convolution>().ToArray();
        double score = convolutions.Sum(c => c.Output.Features + (2 * c.Filters));
        double step = (3 * SmallVgg.Net.MultiplyAccumulates) - convolutions[0].MultiplyAccumulates;
        return new Dictionary<string, double>
        {
            ["score.multiplications"] = score,
            ["step.multiplications"] = step,
            ["score.share"] = score / step,
        };
    });
}
