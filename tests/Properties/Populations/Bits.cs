namespace Pruning.Tests.Properties.Populations;

/// <summary>Floats as their bits, to be compared exactly: +0 is not −0.</summary>
internal static class Bits
{
    public static int[] Of(float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);

    public static int[][] Of(float[][] rows) => Array.ConvertAll(rows, Of);

    public static int[][][] Of(float[][][] rows) => Array.ConvertAll(rows, Of);
}
