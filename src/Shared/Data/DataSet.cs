namespace Pruning.Shared.Data;

/// <summary>Labelled examples in memory, in the order of their source.</summary>
/// <param name="Name">The set's name, as in error messages.</param>
/// <param name="Features">Values per example.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="Inputs">[Count × Features], row-major: one row an example.</param>
/// <param name="Labels">[Count], each from 0 to Classes − 1.</param>
public sealed record DataSet(string Name, int Features, int Classes, float[] Inputs, int[] Labels)
{
    /// <summary>Number of examples.</summary>
    public int Count => Labels.Length;

    /// <summary>The same examples with (x − mean) / deviation in place of every input x.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is not above 0.</exception>
    public DataSet Normalised(float mean, float deviation)
    {
        if (!(deviation > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "Expected a deviation above 0.");
        }

        return this with { Inputs = Array.ConvertAll(Inputs, x => (x - mean) / deviation) };
    }

    /// <summary>The labels one-hot, [Count × Classes].</summary>
    public float[] OneHot()
    {
        var oneHot = new float[Count * Classes];
        for (var example = 0; example < Count; example++)
        {
            oneHot[(example * Classes) + Labels[example]] = 1;
        }

        return oneHot;
    }
}
