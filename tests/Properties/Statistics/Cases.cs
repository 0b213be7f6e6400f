using FsCheck;
using FsCheck.Fluent;

namespace Pruning.Tests.Properties.Statistics;

/// <summary>Runs a property over generated cases, the same ones every time; a failure prints the case.</summary>
/// <remarks>
/// A property whose case has a type of its own, or is made of independent values, is a [Property] of a class marked
/// <see cref="GeneratedAttribute"/>. This is for cases of which one part bounds the next (a net, as many values as it
/// has parameters, a column
/// of these), which LINQ composes in place, and for properties that count over all cases what they compared.
/// </remarks>
internal static class Cases
{
    /// <summary>
    /// Any double but NaN and the infinities, the very large, the denormal and both zeros often among them.
    /// </summary>
    public static Gen<double> AnyFinite { get; } = Gen.OneOf(
        ArbMap.Default.GeneratorFor<double>().Where(double.IsFinite),
        Gen.Elements(0.0, -0.0, 1, -1, double.MaxValue, double.MinValue, double.Epsilon, -double.Epsilon, 1e308,
            1e-308, 1e160, -1e-160));

    /// <summary>Any double at all.</summary>
    public static Gen<double> Any { get; } = Gen.Frequency(
        (6, AnyFinite),
        (1, Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity)));

    /// <summary>Multiples of 1/64 up to ±16 around a common centre: sums and differences of these are exact.</summary>
    public static Gen<double[]> Sample(int fewest, int most) =>
        from n in Gen.Choose(fewest, most)
        from centre in Gen.Choose(-256, 256)
        from spread in Gen.Elements(0, 1, 16, 64, 256, 768)
        from noise in Gen.Choose(-spread, spread).ArrayOf(n)
        select Array.ConvertAll(noise, k => (centre + k) / 64.0);

    public static void Check<T>(Gen<T> cases, Action<T> property, int count = 300) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true)
            .WithReplay(1935, 1937), Prop.ForAll(cases.ToArbitrary(), property));
}
