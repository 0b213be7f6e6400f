using System.Collections.Immutable;
using System.Globalization;

namespace Pruning.Shared.Training;

/// <summary>
/// A learning-rate schedule: a factor of the optimizer's rate at every step. Factors use double-precision additions,
/// multiplications and divisions only, so they are the same on every device and operating system.
/// </summary>
public abstract record LearningRateSchedule
{
    /// <summary>The constant schedule: the optimizer's rate at every step.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantSchedule();

    /// <summary>The schedule's permanent name, its constants included. Ledgers may hash it.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Creates a step decay: the rate is multiplied by <paramref name="factor"/> before the first step of each epoch
    /// listed.
    /// </summary>
    /// <param name="factor">Above 0.</param>
    /// <param name="epochs">Ascending, counted from 0.</param>
    /// <exception cref="ArgumentException">The factor is not above 0, or the epochs do not ascend from 0.</exception>
    public static LearningRateSchedule StepDecay(double factor, params ImmutableArray<int> epochs)
    {
        if (!double.IsFinite(factor) || factor <= 0)
        {
            throw new ArgumentException(
                $"Expected a learning-rate factor above 0; got {factor}.", nameof(factor));
        }

        return epochs.Zip(epochs.Skip(1)).All(pair => pair.First < pair.Second) && epochs.All(epoch => epoch >= 0)
            ? new StepDecaySchedule(factor, epochs)
            : throw new ArgumentException(
                $"Expected decay epochs in ascending order from 0 on; got {string.Join(", ", epochs)}.",
                nameof(epochs));
    }

    /// <summary>
    /// Creates cosine decay, step by step: end + (1 − end) · ½ · (1 + cos(π·t / T)), t being the steps taken and T
    /// those of the whole plan (Loshchilov and Hutter 2017, SGDR, eq. 5, without restarts).
    /// </summary>
    /// <param name="end">The final factor, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The end is not within 0 to 1.</exception>
    public static LearningRateSchedule Cosine(double end = 0) => end is >= 0 and <= 1
        ? new CosineSchedule(end)
        : throw new ArgumentOutOfRangeException(
            nameof(end), end, "Expected a cosine schedule's final factor within 0 to 1.");

    /// <summary>Computes the factor of the optimizer's learning rate.</summary>
    /// <param name="step">Steps taken before this one.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch, at least 1.</param>
    /// <param name="epochs">Epochs of the plan.</param>
    public abstract double Factor(int step, int stepsPerEpoch, int epochs);

    private sealed record ConstantSchedule : LearningRateSchedule
    {
        public override string Name => "constant";

        public override double Factor(int step, int stepsPerEpoch, int epochs) => 1;
    }

    private sealed record StepDecaySchedule(double Decay, ImmutableArray<int> At) : LearningRateSchedule
    {
        public override string Name =>
            string.Create(CultureInfo.InvariantCulture, $"step-decay({Decay:R} at {string.Join(' ', At)})");

        public override double Factor(int step, int stepsPerEpoch, int epochs)
        {
            var factor = 1.0;
            foreach (var epoch in At)
            {
                factor = step / stepsPerEpoch >= epoch ? factor * Decay : factor;
            }

            return factor;
        }

        public bool Equals(StepDecaySchedule? other) => other is not null && Name == other.Name;

        public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
    }

    private sealed record CosineSchedule(double End) : LearningRateSchedule
    {
        /// <summary>Terms of the sine series: at π/2 the first one left out is below 1e-18.</summary>
        private const int Terms = 11;

        public override string Name => string.Create(CultureInfo.InvariantCulture, $"cosine({End:R})");

        public override double Factor(int step, int stepsPerEpoch, int epochs) =>
            End + ((1 - End) * 0.5 * (1 + CosineOfPi(step / ((double)stepsPerEpoch * epochs))));

        /// <summary>
        /// Computes cos(π·x), 0 ≤ x ≤ 1, as the Taylor series of sin(π·(½ − x)): the library's cosine varies by system.
        /// </summary>
        private static double CosineOfPi(double x)
        {
            var z = Math.PI * (0.5 - x);
            var series = 1.0;
            for (var k = Terms - 1; k > 0; k--)
            {
                series = 1 - (z * z / (2 * k * ((2 * k) + 1)) * series);
            }

            return z * series;
        }
    }
}
