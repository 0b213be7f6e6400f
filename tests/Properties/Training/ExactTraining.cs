using Pruning.Shared.Data;
using Pruning.Shared.Kernels;
using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;

namespace Pruning.Tests.Properties.Training;

/// <summary>
/// Training of one dense net in loops of single precision, in the order that the kernels promise: every sum from +0 by
/// fused multiply-adds, over inputs, outputs or examples ascending; the bias last. What is left to kernels is what
/// works on one value or one example at a time: tanh, the softmax with its loss, and the optimizer's step. Frozen
/// layers take every step and are then put back.
/// </summary>
internal sealed unsafe class ExactTraining(Architecture net, DataSet data, TrainingPlan plan)
{
    /// <summary>The parameters at the end, and the mean loss over the training examples after each epoch.</summary>
    public (float[] Values, float[] TrainLoss) Run(int seed, float[] start, Split split)
    {
        var values = (float[])start.Clone();
        var gradient = new float[values.Length];
        var order = new RandomStream(seed, "batch-order");
        var losses = new float[plan.Epochs];
        using var optimizer = plan.Optimizer.OnCpu(values.Length);
        for (var epoch = 0; epoch < plan.Epochs; epoch++)
        {
            var examples = (int[])split.Train.Clone();
            if (plan.Shuffled)
            {
                order.Shuffle(examples);
            }

            foreach (var batch in examples.Chunk(plan.BatchSize))
            {
                Backward(values, batch, gradient);
                fixed (float* w = values, g = gradient)
                {
                    optimizer.Step(w, g, null);
                }

                foreach (var range in net.Parameters.Where(p => plan.Frozen.Contains(p.Layer)))
                {
                    start.AsSpan(range.Offset, range.Count).CopyTo(values.AsSpan(range.Offset));
                }
            }

            losses[epoch] = (float)split.Train.Average(example => (double)Loss(values, example));
        }

        return (values, losses);
    }

    /// <summary>What every layer is given for one example, and what the last gives.</summary>
    private List<float[]> Activations(float[] values, int example)
    {
        List<float[]> activations = [data.Inputs[(example * data.Features)..((example + 1) * data.Features)]];
        foreach (var (layer, first, _) in net.Steps)
        {
            var x = activations[^1];
            activations.Add(layer switch
            {
                Linear linear =>
                    [.. Enumerable.Range(0, linear.Outputs).Select(o => Output(linear, first, values, x, o))],
                Relu => Array.ConvertAll(x, v => v > 0 ? v : 0),
                Tanh => Array.ConvertAll(x, OneTanh),
                var other => throw new NotSupportedException($"{other}"),
            });
        }

        return activations;
    }

    private float Output(Linear linear, int first, float[] values, float[] x, int output)
    {
        var weight = net.Parameters[first].Offset + (output * linear.Inputs);
        var sum = 0f;
        for (var i = 0; i < x.Length; i++)
        {
            sum = MathF.FusedMultiplyAdd(values[weight + i], x[i], sum);
        }

        return linear.Bias ? sum + values[net.Parameters[first + 1].Offset + output] : sum;
    }

    private float Loss(float[] values, int example)
    {
        using var panel = InPanels([Activations(values, example)[^1]]);
        Span<float> loss = [0];
        SoftmaxCrossEntropy.Losses(panel.Data, (int)(panel.Length / Panels.Width), [data.Labels[example]], loss, [0]);
        return loss[0];
    }

    private void Backward(float[] values, int[] batch, float[] gradient)
    {
        var activations = batch.Select(example => Activations(values, example)).ToList();
        var slopes = LossGradient(
            [.. activations.Select(a => a[^1])], [.. batch.Select(example => data.Labels[example])]);
        for (var s = net.Steps.Length - 1; s >= 0; s--)
        {
            var (layer, first, _) = net.Steps[s];
            if (layer is Linear linear)
            {
                Parameters(linear, first, [.. activations.Select(a => a[s])], slopes, gradient);
            }

            slopes = [.. slopes.Zip(activations, (slope, a) => layer switch
            {
                Linear l => [.. Enumerable.Range(0, l.Inputs).Select(i => Input(l, first, values, slope, i))],
                Relu => slope.Zip(a[s + 1], (d, y) => y > 0 ? d : 0).ToArray(),
                _ => slope.Zip(a[s + 1], OneTanhGradient).ToArray(),
            })];
        }
    }

    private float Input(Linear linear, int first, float[] values, float[] slope, int input)
    {
        var sum = 0f;
        for (var o = 0; o < linear.Outputs; o++)
        {
            sum = MathF.FusedMultiplyAdd(
                values[net.Parameters[first].Offset + (o * linear.Inputs) + input], slope[o], sum);
        }

        return sum;
    }

    private void Parameters(Linear linear, int first, float[][] inputs, float[][] slopes, float[] gradient)
    {
        for (var o = 0; o < linear.Outputs; o++)
        {
            for (var i = 0; i < linear.Inputs; i++)
            {
                var sum = 0f;
                for (var e = 0; e < slopes.Length; e++)
                {
                    sum = MathF.FusedMultiplyAdd(slopes[e][o], inputs[e][i], sum);
                }

                Put(net.Parameters[first].Offset + (o * linear.Inputs) + i, sum);
            }

            if (linear.Bias)
            {
                Put(net.Parameters[first + 1].Offset + o, slopes.Aggregate(0f, (sum, slope) => sum + slope[o]));
            }
        }

        void Put(int at, float sum) => gradient[at] = plan.AccumulateGradients ? gradient[at] + sum : sum;
    }

    private static float[][] LossGradient(float[][] outputs, int[] labels)
    {
        using var panels = InPanels(outputs);
        using var gradient = new AlignedBuffer(panels.Length);
        SoftmaxCrossEntropy.Gradient(panels.Data, outputs[0].Length, labels, gradient.Data);
        var flat = new float[outputs.Length * outputs[0].Length];
        fixed (float* rows = flat)
        {
            Panels.ToRows(gradient.Data, outputs[0].Length, outputs.Length, rows);
        }

        return [.. flat.Chunk(outputs[0].Length)];
    }

    private static float OneTanh(float x)
    {
        using var kernel = new Tanh().CreateKernel(1, 1, training: false);
        using var value = InPanels([[x]]);
        kernel.Forward(null, value.Data, value.Data, 1);
        return *value.Data;
    }

    private static float OneTanhGradient(float slope, float output)
    {
        using var kernel = new Tanh().CreateKernel(1, 1, training: true);
        using var value = InPanels([[output]]);
        using var gradient = InPanels([[slope]]);
        kernel.Backward(null, value.Data, value.Data, gradient.Data, gradient.Data, null, add: false, 1);
        return *gradient.Data;
    }

    private static AlignedBuffer InPanels(float[][] rows)
    {
        var panels = new AlignedBuffer(Panels.Length(rows[0].Length, rows.Length));
        float[] flat = [.. rows.SelectMany(row => row)];
        fixed (float* first = flat)
        {
            Panels.FromRows(first, rows[0].Length, [.. Enumerable.Range(0, rows.Length)], panels.Data);
        }

        return panels;
    }
}
