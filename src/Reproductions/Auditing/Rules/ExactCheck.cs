namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>A number that must come out as stated, in every replicate.</summary>
/// <param name="Quantity">The number.</param>
/// <param name="Expected">What is expected, in words (<c>333</c>, <c>above 30 %</c>).</param>
/// <param name="Holds">Whether an observed number is as expected; asked of finite numbers only.</param>
public sealed record ExactCheck(Quantity Quantity, string Expected, Func<double, bool> Holds);
