using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;

namespace Pruning.Tests.Reproductions.Common;

/// <summary>Nets that are told by hand: one feature, two classes, the first for what is above 0.</summary>
internal static class Toy
{
    /// <summary>Two weights and no bias; outputs w₁·x and w₂·x.</summary>
    public static Architecture Net { get; } = new(new Linear("only", 1, 2, Bias: false));

    /// <summary>Right for every example.</summary>
    public static float[] Right => [1, -1];

    /// <summary>Wrong for every example.</summary>
    public static float[] Wrong => [-1, 1];

    /// <summary>2x is above x where x is above 0, and only there: right for every example as well.</summary>
    public static float[] AlsoRight => [2, 1];

    /// <summary>Examples to either side of 0; of the first four three are of the first class.</summary>
    public static Examples Examples(int count = 4)
    {
        float[] inputs = [.. Enumerable.Range(0, count).Select(i => i % 4 == 3 ? -1f - i : 1f + i)];
        return new(new DataSet("toy", 1, 2, inputs, [.. inputs.Select(x => x > 0 ? 0 : 1)]), Device.Cpu);
    }

    public static float[] Initial(int seed) => Initialization.FanIn(Net, new RandomStream(seed, "init"));
}
