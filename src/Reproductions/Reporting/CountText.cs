namespace Pruning.Reproductions.Reporting;

/// <summary>Formats counts with their nouns.</summary>
public static class CountText
{
    /// <summary>The number with its noun: <c>1 run</c>, <c>256 runs</c>.</summary>
    public static string Of(int n, string one) => n == 1 ? $"1 {one}" : $"{n} {one}s";
}
