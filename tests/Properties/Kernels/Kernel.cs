using Pruning.Shared.Kernels;
using Xunit;

namespace Pruning.Tests.Properties.Kernels;

/// <summary>What tests of kernels have in common.</summary>
internal static class Kernel
{
    /// <summary>All widths of registers, in software where the processor lacks them.</summary>
    public static readonly SimdPath[] Paths = Enum.GetValues<SimdPath>();

    /// <summary>[batch, features] → panels, lanes beyond the batch zero, or of no meaning but finite.</summary>
    public static float[] ToPanels(float[] rows, int batch, float beyond = 0)
    {
        var features = rows.Length / batch;
        var panels = new float[Panels.Length(features, batch)];
        Array.Fill(panels, beyond);
        for (var example = 0; example < batch; example++)
        {
            for (var feature = 0; feature < features; feature++)
            {
                panels[Place(example, feature, features)] = rows[example * features + feature];
            }
        }

        return panels;
    }

    /// <summary>Panels → [batch, features].</summary>
    public static float[] FromPanels(ReadOnlySpan<float> panels, int batch)
    {
        var features = panels.Length / Panels.Width / Panels.Count(batch);
        var rows = new float[batch * features];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = panels[Place(i / features, i % features, features)];
        }

        return rows;
    }

    /// <summary>Fails where lanes beyond the batch are not zero.</summary>
    public static void EmptyBeyond(ReadOnlySpan<float> panels, int batch)
    {
        var features = panels.Length / Panels.Width / Panels.Count(batch);
        for (var example = batch; example < Panels.Count(batch) * Panels.Width; example++)
        {
            for (var feature = 0; feature < features; feature++)
            {
                Assert.Equal(0, panels[Place(example, feature, features)]);
            }
        }
    }

    /// <summary>Equal to the bit; a NaN is like any other.</summary>
    public static void Same(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            if (!BitConverter.SingleToUInt32Bits(expected[i]).Equals(BitConverter.SingleToUInt32Bits(actual[i]))
                && !(float.IsNaN(expected[i]) && float.IsNaN(actual[i])))
            {
                Assert.Fail($"{what}[{i}] is {actual[i]:R}, not {expected[i]:R}.");
            }
        }
    }

    /// <summary>
    /// Numbers in (−1, 1), and now and then a zero of either sign or one whose square is too small for a float.
    /// </summary>
    public static float[] Draw(Random random, int count)
    {
        var values = new float[count];
        foreach (ref var value in values.AsSpan())
        {
            value = random.Next(12) switch
            {
                0 => 0f,
                1 => -0f,
                2 => 1e-30f * random.NextSingle(),
                3 => -1e-30f * random.NextSingle(),
                _ => 2 * random.NextSingle() - 1,
            };
        }

        return values;
    }

    /// <summary>Runs with no idle core to help.</summary>
    public static void Alone(Action action)
    {
        var cores = 2 * Environment.ProcessorCount;
        for (var core = 0; core < cores; core++)
        {
            IdleCores.Enter();
        }

        try
        {
            action();
        }
        finally
        {
            for (var core = 0; core < cores; core++)
            {
                IdleCores.Leave();
            }
        }
    }

    private static int Place(int example, int feature, int features) =>
        ((example / Panels.Width * features) + feature) * Panels.Width + example % Panels.Width;
}
