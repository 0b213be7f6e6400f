using System.Text.Json;

namespace Pruning.Benchmarks.Racing;

/// <summary>What a process of either side prints.</summary>
/// <param name="Case">The problem it worked on.</param>
/// <param name="Seconds">What its timed part took.</param>
/// <param name="Before">Losses before the check's steps, one a net.</param>
/// <param name="After">Losses after them.</param>
internal sealed record Said(string Case, double Seconds, double[] Before, double[] After)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
}
