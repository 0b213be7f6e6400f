using Pruning.Shared.Data;
using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Populations;

namespace Pruning.Tests.Properties.Training;

/// <summary>
/// Training of one net in loops of double precision: forward, backward and optimizer from their textbook formulas.
/// </summary>
internal sealed class PlainTraining(Architecture net, DataSet data, TrainingPlan plan)
{
    private readonly PlainNet plain = new(net);

    /// <summary>The parameters at the end, and the mean loss over the training examples after each epoch.</summary>
    public (double[] Values, double[] TrainLoss) Run(int seed, float[] start, Split split)
    {
        var values = Array.ConvertAll(start, v => (double)v);
        var order = new RandomStream(seed, "batch-order");
        var step = Optimizer(values);
        var losses = new double[plan.Epochs];
        var gradient = new double[values.Length];
        for (var epoch = 0; epoch < plan.Epochs; epoch++)
        {
            var examples = (int[])split.Train.Clone();
            if (plan.Shuffled)
            {
                order.Shuffle(examples);
            }

            foreach (var batch in examples.Chunk(plan.BatchSize))
            {
                if (!plan.AccumulateGradients)
                {
                    Array.Clear(gradient);
                }

                foreach (var example in batch)
                {
                    plain.AddGradient(values, Input(example), data.Labels[example], 1.0 / batch.Length, gradient);
                }

                step(gradient);
            }

            losses[epoch] = split.Train.Average(example => plain.Loss(values, Input(example), data.Labels[example]));
        }

        return (values, losses);
    }

    private double[] Input(int example) =>
        [.. data.Inputs.Skip(example * data.Features).Take(data.Features).Select(v => (double)v)];

    private Action<double[]> Optimizer(double[] w)
    {
        var (first, second, t) = (new double[w.Length], new double[w.Length], 0);
        return plan.Optimizer switch
        {
            Adam adam => g =>
            {
                t++;
                for (var i = 0; i < w.Length; i++)
                {
                    first[i] = (adam.Beta1 * first[i]) + ((1 - adam.Beta1) * g[i]);
                    second[i] = (adam.Beta2 * second[i]) + ((1 - adam.Beta2) * g[i] * g[i]);
                    var mean = first[i] / (1 - Math.Pow(adam.Beta1, t));
                    var square = second[i] / (1 - Math.Pow(adam.Beta2, t));
                    w[i] -= adam.LearningRate * mean / (Math.Sqrt(square) + adam.Epsilon);
                }
            }
            ,
            RmsProp rms => g =>
            {
                for (var i = 0; i < w.Length; i++)
                {
                    second[i] = (rms.Alpha * second[i]) + ((1 - rms.Alpha) * g[i] * g[i]);
                    w[i] -= rms.LearningRate * g[i] / (Math.Sqrt(second[i]) + rms.Epsilon);
                }
            }
            ,
            Adadelta delta => g =>
            {
                for (var i = 0; i < w.Length; i++)
                {
                    second[i] = (delta.Rho * second[i]) + ((1 - delta.Rho) * g[i] * g[i]);
                    var change = g[i] * Math.Sqrt(first[i] + delta.Epsilon) / Math.Sqrt(second[i] + delta.Epsilon);
                    first[i] = (delta.Rho * first[i]) + ((1 - delta.Rho) * change * change);
                    w[i] -= delta.LearningRate * change;
                }
            }
            ,
            Sgd sgd => g =>
            {
                for (var i = 0; i < w.Length; i++)
                {
                    first[i] = (sgd.Momentum * first[i]) + g[i] + (sgd.WeightDecay * w[i]);
                    w[i] -= sgd.LearningRate * first[i];
                }
            }
            ,
            var other => throw new NotSupportedException($"{other}"),
        };
    }
}
