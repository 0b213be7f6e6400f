namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>Check of a number that must be as stated in every replicate.</summary>
/// <param name="Quantity">The number.</param>
/// <param name="Expected">The expected value, in words (<c>333</c>, <c>above 30 %</c>).</param>
/// <param name="Holds">Whether a finite number is as expected.</param>
public sealed record ExactCheck(Quantity Quantity, string Expected, Func<double, bool> Holds);
