using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Kernels;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Kernels;

public sealed unsafe class BatchNormKernelTests
{
    private static readonly Gen<(int Channels, int Positions, int Batch, bool Training, int Seed)> Shapes =
        from channels in Gen.Choose(1, 5)
        from positions in Gen.Choose(1, 9)
        from batch in Gen.Choose(2, 40)
        from training in Gen.Elements(true, false)
        from seed in Gen.Choose(0, int.MaxValue)
        select (channels, positions, batch, training, seed);

    [Fact]
    public void Forward_AnyPanels_IsTheDocumentedOrder() => Cases.Check(Shapes, c =>
    {
        var run = new Run(c);
        for (var channel = 0; channel < c.Channels; channel++)
        {
            var (mean, variance) = (run.RunningBefore[channel], run.RunningBefore[c.Channels + channel]);
            if (c.Training)
            {
                float count = c.Batch * c.Positions;
                mean = run.Sum(channel, (i, s) => s + run.X[i]) / count;
                var squares = run.Sum(channel, (i, s) => MathF.FusedMultiplyAdd(run.X[i] - mean, run.X[i] - mean, s));
                var (oldMean, oldVariance) = (run.RunningBefore[channel], variance);
                variance = squares / count;
                Bits.Equal([MathF.FusedMultiplyAdd(0.1f, mean, 0.9f * oldMean)], [run.RunningAfter[channel]]);
                Bits.Equal(
                    [MathF.FusedMultiplyAdd(0.1f, squares / (count - 1), 0.9f * oldVariance)],
                        [run.RunningAfter[c.Channels + channel]]);
            }

            var scale = run.Parameters[channel] * (1 / MathF.Sqrt(variance + 1e-5f));
            foreach (var i in run.Indices(channel))
            {
                Bits.Equal([MathF.FusedMultiplyAdd(run.X[i] - mean, scale, run.Parameters[c.Channels + channel])],
                    [run.Y[i]]);
            }
        }

        if (!c.Training)
        {
            Bits.Equal(run.RunningBefore, run.RunningAfter);
        }
    });

    [Fact]
    public void Backward_AnyPanels_IsTheSlopeInDouble() => Cases.Check(Shapes, c =>
    {
        var run = new Run(c);
        const double Step = 1e-4;
        for (var channel = 0; channel < c.Channels; channel++)
        {
            var indices = run.Indices(channel).ToArray();
            double gamma = run.Parameters[channel], beta = run.Parameters[c.Channels + channel];
            double Loss(double g, double b, int moved, double by) =>
                run.LossInDouble(channel, indices, g, b, moved, by);
            Near((Loss(gamma + Step, beta, -1, 0) - Loss(gamma - Step, beta, -1, 0)) / (2 * Step),
                run.ParameterGradient[channel]);
            Near((Loss(gamma, beta + Step, -1, 0) - Loss(gamma, beta - Step, -1, 0)) / (2 * Step),
                run.ParameterGradient[c.Channels + channel]);
            foreach (var i in indices.Take(12))
            {
                Near((Loss(gamma, beta, i, Step) - Loss(gamma, beta, i, -Step)) / (2 * Step), run.Dx[i]);
            }
        }

        var inside = Enumerable.Range(0, c.Channels).SelectMany(run.Indices).ToHashSet();
        Assert.All(Enumerable.Range(0, run.Dx.Length).Where(i => !inside.Contains(i)),
            i => Assert.Equal(0, BitConverter.SingleToInt32Bits(run.Dx[i])));
    }, 100);

    [Fact]
    public void Forward_OfOneValueInTraining_Refuses()
    {
        using var kernel = new BatchNormKernel(1, 1);
        using var memory = new Guarded(new float[16]);
        kernel.Running = memory.Data;
        Assert.Throws<ArgumentOutOfRangeException>(() => kernel.Forward(memory.Data, memory.Data, memory.Data, 1));
    }

    private static void Near(double expected, float actual) =>
        Assert.InRange(actual, expected - 0.01 - (0.01 * Math.Abs(expected)),
        expected + 0.01 + (0.01 * Math.Abs(expected)));

    /// <summary>One forward and one backward pass.</summary>
    private sealed class Run
    {
        private readonly (int Channels, int Positions, int Batch, bool Training, int Seed) shape;

        public Run((int Channels, int Positions, int Batch, bool Training, int Seed) c)
        {
            shape = c;
            var random = new Random(c.Seed);
            X = Bits.DrawPanels(random, c.Channels * c.Positions, c.Batch, 2);
            Dy = Bits.DrawPanels(random, c.Channels * c.Positions, c.Batch);
            Parameters = Bits.Draw(random, 2 * c.Channels);
            RunningBefore = Array.ConvertAll(Bits.Draw(random, 2 * c.Channels), v => MathF.Abs(v) + 0.5f);
            using Guarded x = new(X), dy = new(Dy), parameters = new(Parameters), running = new(RunningBefore);
            using Guarded y = Guarded.Unwritten(X.Length), dx = Guarded.Unwritten(X.Length),
                gradient = Guarded.Unwritten(2 * c.Channels);
            using var kernel = new BatchNormKernel(c.Channels, c.Positions)
            {
                Training = c.Training,
                Running = running.Data
            };
            kernel.Forward(parameters.Data, x.Data, y.Data, c.Batch);
            kernel.Backward(parameters.Data, x.Data, y.Data, dy.Data, dx.Data, gradient.Data, add: false, c.Batch);
            (Y, Dx, ParameterGradient, RunningAfter) = (y.Values, dx.Values, gradient.Values, running.Values);
            kernel.Backward(parameters.Data, x.Data, y.Data, dy.Data, null, gradient.Data, add: true, c.Batch);
            Bits.Equal([.. ParameterGradient.Select(g => g + g)], gradient.Span);
        }

        public float[] X { get; }

        public float[] Dy { get; }

        public float[] Y { get; }

        public float[] Dx { get; }

        public float[] Parameters { get; }

        public float[] ParameterGradient { get; }

        public float[] RunningBefore { get; }

        public float[] RunningAfter { get; }

        public IEnumerable<int> Indices(int channel) =>
            from b in Enumerable.Range(0, shape.Batch)
            from p in Enumerable.Range(0, shape.Positions)
            select Bits.At(b, (channel * shape.Positions) + p, shape.Channels * shape.Positions);

        /// <summary>Sixteen lanes, each over panels and positions ascending, then the tree.</summary>
        public float Sum(int channel, Func<int, float, float> add)
        {
            var lanes = new float[16];
            foreach (var i in Indices(channel))
            {
                lanes[i % 16] = add(i, lanes[i % 16]);
            }

            float Tree(int lane, int step) =>
                step == 16 ? lanes[lane] : Tree(lane, 2 * step) + Tree(lane + step, 2 * step);
            return Tree(0, 1);
        }

        public double LossInDouble(int channel, int[] indices, double gamma, double beta, int moved, double by)
        {
            double Value(int i) => X[i] + (i == moved ? by : 0);
            double mean = RunningBefore[channel], variance = RunningBefore[shape.Channels + channel];
            if (shape.Training)
            {
                mean = indices.Average(Value);
                variance = indices.Average(i => (Value(i) - mean) * (Value(i) - mean));
            }

            return indices.Sum(i => Dy[i] * (((Value(i) - mean) / Math.Sqrt(variance + 1e-5) * gamma) + beta));
        }
    }
}
