namespace Pruning.Reproductions.Auditing;

/// <summary>One number per replicate on which a rule rests, such as the paired difference of two arms.</summary>
/// <param name="Name">Name in the report.</param>
/// <param name="Arms">
/// The arms it is computed from; a choice that changes none of them cannot change the quantity.
/// </param>
/// <param name="Value">Computes the number from a replicate; not finite where it diverged.</param>
/// <param name="PerExample">
/// The number for every test example, with mean <paramref name="Value"/>; null where it is not a mean over examples.
/// </param>
public sealed record Quantity(
    string Name,
    IReadOnlyList<string> Arms,
    Func<Replicate, double> Value,
    Func<Replicate, IReadOnlyList<double>?>? PerExample = null)
{
    /// <summary>Whether the number is a difference of two arms' metrics.</summary>
    public bool IsDifference { get; init; }

    /// <summary>
    /// Where replicates are runs of one arm each, which are not paired: 1 for a run whose <see cref="Value"/> counts,
    /// −1 for one whose value is subtracted, 0 for a run of an arm that the quantity does not concern. Null where
    /// every replicate has all arms.
    /// </summary>
    public Func<Replicate, int>? SideOf { get; init; }

    /// <summary>A single metric.</summary>
    public static Quantity Metric(string metric) =>
        new(metric, [ArmOf(metric)], r => r.Values[metric], r => r.Examples.GetValueOrDefault(metric));

    /// <summary>
    /// The paired difference <paramref name="minuend"/> − <paramref name="subtrahend"/> of one metric between two arms.
    /// </summary>
    public static Quantity Difference(string minuend, string subtrahend) =>
        new(
            $"{minuend} − {subtrahend}",
            [.. new[] { ArmOf(minuend), ArmOf(subtrahend) }.Distinct()],
            r => r.Values[minuend] - r.Values[subtrahend],
            r => Subtract(r, minuend, subtrahend))
        {
            IsDifference = true,
        };

    /// <summary>
    /// Score of a race between two arms to the same target: +1 where the first is there first, −1 where it is there
    /// later or never, 0 where both are there together or neither is.
    /// </summary>
    /// <param name="own">The first arm.</param>
    /// <param name="rival">The other arm.</param>
    /// <param name="when">Metric of both: when the target is reached.</param>
    /// <param name="reached">Metric of both: 1 where it is reached.</param>
    public static Quantity Race(string own, string rival, string when, string reached) =>
        new($"+1 if {own} is there before {rival}, −1 if later or never", [own, rival], r =>
        {
            double At(string arm) =>
                r.Values[$"{arm}.{reached}"] == 1 ? r.Values[$"{arm}.{when}"] : double.PositiveInfinity;
            return At(rival).CompareTo(At(own));
        })
        {
            IsDifference = true,
        };

    private static double[]? Subtract(Replicate r, string minuend, string subtrahend) =>
        r.Examples.TryGetValue(minuend, out var a) && r.Examples.TryGetValue(subtrahend, out var b)
            ? [.. a.Zip(b, (x, y) => x - y)]
            : null;

    private static string ArmOf(string metric) => metric[..metric.IndexOf('.', StringComparison.Ordinal)];
}
