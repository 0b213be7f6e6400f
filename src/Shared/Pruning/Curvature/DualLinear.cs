using Pruning.Shared.Populations;

namespace Pruning.Shared.Pruning.Curvature;

/// <summary>A linear layer on duals.</summary>
internal sealed class DualLinear(Linear layer, DualParameters parameters, int[] columns) : DualLayer(layer.Outputs)
{
    public override void Forward(Dual[] input)
    {
        var (values, direction) = (parameters.Values, parameters.Direction);
        var column = columns[0];
        for (var o = 0; o < layer.Outputs; o++)
        {
            var sum = default(Dual);
            for (var i = 0; i < layer.Inputs; i++, column++)
            {
                sum = sum.Plus(values[column], direction[column], input[i]);
            }

            Output[o] = layer.Bias ? sum.Plus(values[columns[1] + o], direction[columns[1] + o]) : sum;
        }
    }

    public override void Backward(Dual[] input, Dual[] gradient, Dual[]? before)
    {
        var column = columns[0];
        for (var o = 0; o < layer.Outputs; o++)
        {
            for (var i = 0; i < layer.Inputs; i++, column++)
            {
                parameters.Add(column, gradient[o] * input[i]);
            }

            if (layer.Bias)
            {
                parameters.Add(columns[1] + o, gradient[o]);
            }
        }

        if (before is not null)
        {
            PassOn(gradient, before);
        }
    }

    private void PassOn(Dual[] gradient, Dual[] before)
    {
        var (values, direction) = (parameters.Values, parameters.Direction);
        Array.Clear(before);
        var column = columns[0];
        for (var o = 0; o < layer.Outputs; o++)
        {
            for (var i = 0; i < layer.Inputs; i++, column++)
            {
                before[i] = before[i].Plus(values[column], direction[column], gradient[o]);
            }
        }
    }
}
