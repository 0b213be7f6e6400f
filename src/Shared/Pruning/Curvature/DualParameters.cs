namespace Pruning.Shared.Pruning.Curvature;

/// <summary>
/// The parameters of a net, a direction among them, and the sums over examples of the gradient and of its derivative
/// along the direction.
/// </summary>
/// <param name="values">P parameters.</param>
/// <param name="direction">P values.</param>
internal sealed class DualParameters(float[] values, double[] direction)
{
    public double[] Values { get; } = Array.ConvertAll(values, v => (double)v);

    public double[] Direction => direction;

    /// <summary>Σ of the examples' gradients, P values.</summary>
    public double[] Gradient { get; } = new double[values.Length];

    /// <summary>Σ of the examples' Hessians times the direction, P values.</summary>
    public double[] Product { get; } = new double[values.Length];

    /// <summary>Adds eight examples' part of one parameter's gradient.</summary>
    public void Add(int column, Dual part)
    {
        var (value, tangent) = part.Sum();
        Gradient[column] += value;
        Product[column] += tangent;
    }
}
