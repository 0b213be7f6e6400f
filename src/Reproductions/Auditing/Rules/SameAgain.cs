using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// Probability that an audit with other seeds gives the same verdict. Audits are drawn from what this one predicts:
/// replicates are normal, their mean and variance as uncertain as this audit leaves them (flat priors), the test
/// examples the same. Each is judged look by look by its intervals, without the sign-flip tests.
/// </summary>
/// <remarks>
/// Taking this audit's mean for the truth would promise too much, since a conclusion favours samples that overshoot.
/// </remarks>
internal static class SameAgain
{
    /// <summary>Audits drawn; the standard error of the probability is at most 1.2 points.</summary>
    private const int Audits = 2000;

    private const int Seed = 2007;

    private static readonly ConcurrentDictionary<string, Draw[]> Drawn = new();
    private static readonly ConcurrentDictionary<double, QuantileTable> Quantiles = new();

    /// <summary>The probability; null where a rule weighs no seeds, or too few.</summary>
    /// <param name="differences">The values at the look that gave the verdict.</param>
    /// <param name="looks">All registered looks.</param>
    /// <param name="judgement">The verdict with its parts.</param>
    public static double? Of(
        Rule rule, Differences differences, InferenceScope scope, IReadOnlyList<int> looks, Judgement judgement) =>
        rule switch
        {
            CompositeRule composite => OfParts(composite, differences, scope, looks, judgement),
            IntervalRule { CanConclude: true } interval =>
                OfSample(interval, differences, scope, looks, judgement.Verdict),
            _ => null,
        };

    /// <summary>
    /// A lower bound over the parts on which the verdict rests, whatever their dependence; null where none weighs
    /// seeds.
    /// </summary>
    private static double? OfParts(
        CompositeRule rule, Differences differences, InferenceScope scope, IReadOnlyList<int> looks,
            Judgement judgement)
    {
        double?[] parts = [.. rule.PartsOf(differences).Zip(judgement.Parts, (part, found) =>
            Of(part.Rule, part.Differences, scope, looks, found))];
        return judgement.Verdict switch
        {
            Verdict.Reproduced or Verdict.Partial => parts.OfType<double>().Any()
                ? Math.Max(0, 1 - parts.OfType<double>().Sum(p => 1 - p))
                : null,
            Verdict.Contradicted when judgement.Parts[0].Verdict != Verdict.Contradicted =>
                parts.Where((_, i) => judgement.Parts[i].Verdict == Verdict.Contradicted).Max(),
            _ => parts[0],
        };
    }

    private static double? OfSample(
        IntervalRule rule, Differences differences, InferenceScope scope, IReadOnlyList<int> looks, Verdict verdict)
    {
        var sample = Sample.Of(differences);
        if (sample.Finite < IntervalRule.Fewest)
        {
            return null;
        }

        Arm[] arms = [.. sample.Columns.Select((c, i) => ArmOf(c, sample.Finite, Seed, differences.Columns[i]))];
        Arm?[] subtracted = [.. sample.Subtracted.Select((s, i) =>
            s is null ? null : ArmOf(s, s.Length, Seed + 1, differences.Columns[i]))];
        var levels = ErrorSpending.Levels(looks, Rule.Level);
        var vary = rule.IsOfMean && scope.TestShare is null && sample.Examples.All(e => e is not null);
        Estimate?[] examples = [.. sample.Examples.Select(e => vary ? Estimate.OfMean(e!) : null)];
        var same = Enumerable.Range(0, Audits).Count(audit => VerdictOf(audit) == verdict);
        return (double)same / Audits;

        // Looks count all runs; where each is of one arm, an arm has its share of them.
        Arm ArmOf(double[] values, int finite, int seed, DifferenceColumn column)
        {
            var own = column.Sides is null ? looks
                : [.. looks.Select(n => Math.Max(2, (int)Math.Round((double)n * values.Length / column.Values.Count)))];
            return new(Summary.Of(values), DrawsFor(column.Sides is null ? finite : values.Length, own, seed), own);
        }

        Verdict VerdictOf(int audit)
        {
            for (var look = 0; ; look++)
            {
                var few = arms.Concat(subtracted).Any(a => a?.Looks[look] < IntervalRule.Fewest);
                var found = few ? Verdict.Inconclusive
                    : rule.Combine(arms.Select((_, i) => rule.ByInterval(IntervalOf(audit, i, look))));
                if (found != Verdict.Inconclusive || look == looks.Count - 1)
                {
                    return found;
                }
            }
        }

        Interval IntervalOf(int audit, int quantity, int look)
        {
            var (again, skewness) = arms[quantity].Again(audit, look);
            var estimate = rule.EstimateOf(again, scope);
            var hall = new SkewCorrected(estimate, rule.IsOfMean ? skewness : 0, again.Count);
            if (subtracted[quantity] is { } other)
            {
                var (rival, rivalSkewness) = other.Again(audit, look);
                estimate = estimate.Minus(rule.EstimateOf(rival, scope));
                hall = rule.IsOfMean
                    ? SkewCorrected.OfDifference(estimate, (again, skewness), (rival, rivalSkewness))
                    : new(estimate, 0, 1);
            }

            var table = Quantiles.GetOrAdd(rule.TailOf(levels[look]), t => new(t));
            var (q, error) = (table.At(estimate.DegreesOfFreedom), estimate.StandardError);
            var byExample = examples[quantity];
            var (below, above) = (error * Math.Max(q, hall.Invert(q)), error * Math.Max(q, -hall.Invert(-q)));
            if (byExample is not null)
            {
                var crossed = estimate.Widened(byExample);
                var reach = table.At(crossed.DegreesOfFreedom) * crossed.StandardError;
                (below, above) = (Math.Max(below, reach), Math.Max(above, reach));
            }

            return new(estimate.Mean - below, estimate.Mean + above);
        }
    }

    private static Draw[] DrawsFor(int n, IReadOnlyList<int> looks, int seed) =>
        Drawn.GetOrAdd($"{seed}, {n}: {string.Join(' ', looks)}", _ =>
        {
            var random = new Xoshiro256StarStar(seed, threadSafe: false);
            return [.. Enumerable.Range(0, Audits).Select(_ => Draw.Of(random, n, looks))];
        });

    /// <summary>What this audit saw of a quantity or of one of its arms, and what others draw of it.</summary>
    private sealed record Arm(Summary Seen, Draw[] Draws, IReadOnlyList<int> Looks)
    {
        /// <summary>What another audit sees at a look, and how skew it is.</summary>
        public (Summary Sample, double Skewness) Again(int audit, int look)
        {
            var draw = Draws[audit];
            var sd = Seen.Sd * draw.Scale;
            var (mean, spread, skewness) = draw.Looks[look];
            return (new(Looks[look], Seen.Mean + (sd * (draw.Shift + mean)), sd * spread), skewness);
        }
    }

    /// <summary>One audit, in standard deviations of this one's replicates.</summary>
    /// <param name="Scale">The true standard deviation.</param>
    /// <param name="Shift">Where the true mean lies beside this audit's, in true standard deviations.</param>
    /// <param name="Looks">
    /// At each look the sample's mean beside the true one, its standard deviation and its skewness.
    /// </param>
    private sealed record Draw(
        double Scale, double Shift, IReadOnlyList<(double Mean, double Sd, double Skewness)> Looks)
    {
        public static Draw Of(Random random, int n, IReadOnlyList<int> looks)
        {
            if (looks[^1] > SignFlip.DrawnUpTo)
            {
                return new(Math.Sqrt((n - 1) / Squares(random, n - 1)), Normal.Sample(random, 0, 1 / Math.Sqrt(n)),
                    [.. Large(random, looks)]);
            }

            var scale = Math.Sqrt((n - 1) / ChiSquared.Sample(random, n - 1));
            var shift = Normal.Sample(random, 0, 1 / Math.Sqrt(n));
            var values = new double[looks[^1]];
            Normal.Samples(random, values, 0, 1);
            return new(scale, shift, [.. looks.Select(look =>
            {
                var sample = Summary.Of(values.AsSpan(0, look));
                return (sample.Mean, sample.Sd, SkewCorrected.SkewnessOf(values.AsSpan(0, look)));
            })]);
        }
    }

    /// <summary>
    /// Mean, standard deviation and skewness of large normal samples, drawn by their distributions, look by look.
    /// </summary>
    private static IEnumerable<(double Mean, double Sd, double Skewness)> Large(Random random, IReadOnlyList<int> looks)
    {
        var (n, mean, squares) = (0, 0.0, 0.0);
        foreach (var look in looks)
        {
            var added = look - n;
            var further = Normal.Sample(random, 0, 1 / Math.Sqrt(added));
            squares += (added > 1 ? Squares(random, added - 1) : 0)
                + ((further - mean) * (further - mean) * n * added / look);
            mean += (further - mean) * added / look;
            n = look;
            yield return (mean, Math.Sqrt(squares / (n - 1)), Normal.Sample(random, 0, Math.Sqrt(6.0 / n)));
        }
    }

    /// <summary>Chi-squared, without drawing as many normals as it has degrees of freedom.</summary>
    private static double Squares(Random random, int freedom) => Gamma.Sample(random, freedom / 2.0, 0.5);

    /// <summary>Quantiles of t at one tail, interpolated in the inverse of the degrees of freedom.</summary>
    private sealed class QuantileTable(double tail)
    {
        private const int Nodes = 256;

        private readonly double[] values = [.. Enumerable.Range(0, Nodes + 1).Select(i =>
            i == 0 ? Normal.InvCDF(0, 1, 1 - tail) : Estimate.Quantile((double)Nodes / i, tail))];

        public double At(double freedom)
        {
            var place = Math.Min(Nodes / freedom, Nodes);
            var node = Math.Min((int)place, Nodes - 1);
            return values[node] + ((place - node) * (values[node + 1] - values[node]));
        }
    }
}
