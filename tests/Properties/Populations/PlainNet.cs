using Pruning.Shared.Populations;

namespace Pruning.Tests.Properties.Populations;

/// <summary>
/// One net in loops of double precision, example by example: what a row of a population must agree with.
/// </summary>
internal sealed class PlainNet(Architecture architecture)
{
    public double[] Forward(IReadOnlyList<double> values, double[] input) => Activations(values, input)[^1];

    /// <summary>Cross-entropy of one example, nats.</summary>
    public double Loss(IReadOnlyList<double> values, double[] input, int label)
    {
        var outputs = Forward(values, input);
        return Math.Log(outputs.Sum(Math.Exp)) - outputs[label];
    }

    /// <summary>Adds <paramref name="weight"/> times the gradient of one example's cross-entropy.</summary>
    public void AddGradient(IReadOnlyList<double> values, double[] input, int label, double weight, double[] gradient)
    {
        var activations = Activations(values, input);
        var total = activations[^1].Sum(Math.Exp);
        double[] slope = [.. activations[^1].Select((z, k) => weight * ((Math.Exp(z) / total) - (k == label ? 1 : 0)))];
        for (var s = architecture.Steps.Length - 1; s >= 0; s--)
        {
            var (x, y) = (activations[s], activations[s + 1]);
            slope = architecture.Steps[s].Layer switch
            {
                Linear linear => Back(linear, architecture.Steps[s].First, values, x, slope, gradient),
                Relu => [.. slope.Select((d, i) => x[i] > 0 ? d : 0)],
                Tanh => [.. slope.Select((d, i) => d * (1 - (y[i] * y[i])))],
                var other => throw new NotSupportedException($"{other}"),
            };
        }
    }

    private List<double[]> Activations(IReadOnlyList<double> values, double[] input)
    {
        List<double[]> activations = [input];
        foreach (var (layer, first, _) in architecture.Steps)
        {
            var x = activations[^1];
            activations.Add(layer switch
            {
                Linear linear => Apply(linear, first, values, x),
                Convolution convolution => PlainImages.Convolve(convolution, Tensor(first, values), convolution.Bias
                    ? Tensor(first + 1, values) : null, x),
                MaxPool pool => PlainImages.Pool(pool, x),
                Relu => [.. x.Select(v => Math.Max(v, 0))],
                Tanh => [.. x.Select(Math.Tanh)],
                var other => throw new NotSupportedException($"{other}"),
            });
        }

        return activations;
    }

    private double[] Apply(Linear linear, int first, IReadOnlyList<double> values, double[] x)
    {
        var (weight, bias) = Offsets(linear, first);
        var y = new double[linear.Outputs];
        for (var o = 0; o < linear.Outputs; o++)
        {
            y[o] = linear.Bias ? values[bias + o] : 0;
            for (var i = 0; i < linear.Inputs; i++)
            {
                y[o] += values[weight + (o * linear.Inputs) + i] * x[i];
            }
        }

        return y;
    }

    private double[] Back(Linear linear, int first, IReadOnlyList<double> values, double[] x, double[] slope,
        double[] gradient)
    {
        var (weight, bias) = Offsets(linear, first);
        var before = new double[linear.Inputs];
        for (var o = 0; o < linear.Outputs; o++)
        {
            if (linear.Bias)
            {
                gradient[bias + o] += slope[o];
            }

            for (var i = 0; i < linear.Inputs; i++)
            {
                gradient[weight + (o * linear.Inputs) + i] += slope[o] * x[i];
                before[i] += slope[o] * values[weight + (o * linear.Inputs) + i];
            }
        }

        return before;
    }

    private double[] Tensor(int parameter, IReadOnlyList<double> values) =>
        [.. values.Skip(architecture.Parameters[parameter].Offset).Take(architecture.Parameters[parameter].Count)];

    private (int Weight, int Bias) Offsets(Linear linear, int first) =>
        (architecture.Parameters[first].Offset, linear.Bias ? architecture.Parameters[first + 1].Offset : -1);
}
