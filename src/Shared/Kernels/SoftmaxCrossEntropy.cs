using System.Numerics;

namespace Pruning.Shared.Kernels;

/// <summary>The cross-entropy, in nats, of the softmax of a net's outputs in panels [panels, classes, 16].</summary>
internal static unsafe class SoftmaxCrossEntropy
{
    /// <summary>
    /// Gradients smaller in magnitude than 2⁻¹⁰⁰ become +0, so that no product with them is subnormal.
    /// </summary>
    private const float Negligible = 7.888609E-31f;

    /// <summary>
    /// Computes the gradient of the mean loss with respect to the outputs: w·fma(e, 1 / Σe, −[c = label]), where w = 1
    /// / batch, e = exp(x − max) and Σ runs over classes ascending from +0.
    /// </summary>
    /// <param name="outputs">[panels, classes, 16].</param>
    /// <param name="labels">Each example's class, [batch].</param>
    /// <param name="gradient">
    /// [panels, classes, 16], lanes beyond the batch +0; it may be <paramref name="outputs"/>.
    /// </param>
    /// <param name="of">Examples that the mean is over, if more than this batch; null: this batch.</param>
    public static void Gradient(float* outputs, int classes, ReadOnlySpan<int> labels, float* gradient, int? of = null)
    {
        var batch = labels.Length;
        var weight = 1f / (of ?? batch);
        var panel = (long)classes * Panels.Width;
        var weights = stackalloc float[Panels.Width];
        var label = stackalloc int[Panels.Width];
        for (var first = 0; first < batch; first += Panels.Width)
        {
            var lanes = Lanes(labels, first, batch, label);
            for (var lane = 0; lane < Panels.Width; lane++)
            {
                weights[lane] = lane < lanes ? weight : 0;
            }

            for (var lane = 0; lane < Panels.Width; lane += Vector<float>.Count)
            {
                var inverse = SoftmaxKernel.Exponentials(outputs + lane, gradient + lane, classes);
                var scale = Vector.Load(weights + lane);
                var beyond = Vector.Equals(scale, Vector<float>.Zero);
                var target = Vector.Load(label + lane);
                for (var c = 0; c < classes; c++)
                {
                    var to = gradient + ((long)c * Panels.Width) + lane;
                    var minus = Vector.AsVectorSingle(Vector.Equals(target,
                        new(c)) & Vector.AsVectorInt32(new Vector<float>(-1)));
                    var d = scale * Vector.FusedMultiplyAdd(Vector.Load(to), inverse, minus);
                    var small = Vector.LessThan(Vector.Abs(d), new(Negligible)) | beyond;
                    Vector.Store(Vector.ConditionalSelect(small, Vector<float>.Zero, d), to);
                }
            }

            outputs += panel;
            gradient += panel;
        }
    }

    /// <summary>
    /// Computes every example's loss, log1p(Σ′ exp(x − max)) − (x of the label − max), where Σ′ runs over classes
    /// ascending from +0 without the first maximum, whose term is 1: a loss near 0 keeps its relative accuracy. NaN if
    /// an output is NaN or +∞.
    /// </summary>
    /// <param name="outputs">[panels, classes, 16].</param>
    /// <param name="labels">Each example's class, [batch].</param>
    /// <param name="losses">[batch].</param>
    /// <param name="predictions">
    /// The first of the largest outputs, [batch]; −1, no class, where the loss is NaN.
    /// </param>
    public static void Losses(float* outputs, int classes, ReadOnlySpan<int> labels, Span<float> losses,
        Span<int> predictions)
    {
        var batch = labels.Length;
        var panel = (long)classes * Panels.Width;
        var label = stackalloc int[Panels.Width];
        var loss = stackalloc float[Panels.Width];
        var best = stackalloc int[Panels.Width];
        for (var first = 0; first < batch; first += Panels.Width)
        {
            var lanes = Lanes(labels, first, batch, label);
            for (var lane = 0; lane < Panels.Width; lane += Vector<float>.Count)
            {
                Losses(outputs + lane, Vector.Load(label + lane), classes, loss + lane, best + lane);
            }

            new Span<float>(loss, lanes).CopyTo(losses[first..]);
            new Span<int>(best, lanes).CopyTo(predictions[first..]);

            outputs += panel;
        }
    }

    private static void Losses(float* outputs, Vector<int> label, int classes, float* losses, int* predictions)
    {
        var largest = Vector.Load(outputs);
        var ofLabel = largest;
        var best = Vector<int>.Zero;
        for (var c = 1; c < classes; c++)
        {
            var x = Vector.Load(outputs + ((long)c * Panels.Width));
            var larger = Vector.GreaterThan(x, largest);
            largest = Vector.ConditionalSelect(larger, x, largest);
            best = Vector.ConditionalSelect(larger, new(c), best);
            ofLabel = Vector.ConditionalSelect(Vector.Equals(label, new(c)), x, ofLabel);
        }

        var sum = Vector<float>.Zero;
        for (var c = 0; c < classes; c++)
        {
            var e = ExactMath.Exp(Vector.Load(outputs + ((long)c * Panels.Width)) - largest);
            // The maximum's term is kept if it is NaN: the difference of an infinity and itself.
            var leftOut = Vector.Equals(best, new(c)) & Vector.Equals(e, e);
            sum += Vector.ConditionalSelect(leftOut, Vector<float>.Zero, e);
        }

        var loss = ExactMath.Log1P(sum) - (ofLabel - largest);
        Vector.Store(loss, losses);
        Vector.Store(Vector.ConditionalSelect(Vector.Equals(loss, loss), best, new(-1)), predictions);
    }

    /// <summary>Fills in a panel's labels, −1 in lanes beyond the batch, and returns the number of examples.</summary>
    private static int Lanes(ReadOnlySpan<int> labels, int first, int batch, int* label)
    {
        var lanes = Math.Min(Panels.Width, batch - first);
        for (var lane = 0; lane < Panels.Width; lane++)
        {
            label[lane] = lane < lanes ? labels[first + lane] : -1;
        }

        return lanes;
    }
}
