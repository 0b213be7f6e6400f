namespace Pruning.Tests.Properties.Statistics;

/// <summary>Small data sets whose analysis is in print.</summary>
internal static class PublishedData
{
    /// <summary>
    /// Hours of extra sleep under the first drug: Student 1908, "The probable error of a mean"; R's data set
    /// <c>sleep</c>.
    /// </summary>
    public static readonly double[] Sleep1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];

    /// <summary>The same ten patients under the second drug.</summary>
    public static readonly double[] Sleep2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

    /// <summary>
    /// Darwin's fifteen pairs of Zea mays, crossed minus self-fertilised, in eighths of an inch: Fisher 1935, "The
    /// Design of Experiments", table 3.
    /// </summary>
    public static readonly double[] ZeaMays = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];

    public static double[] SleepDifferences => [.. Sleep1.Zip(Sleep2, (a, b) => a - b)];
}
