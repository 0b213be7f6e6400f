namespace Pruning.Reproductions.Judging.Claims;

/// <summary>A rule as a claims file states it, before it is known whether runs are paired.</summary>
/// <param name="Quantities">What it judges, over all parts, levels and checks.</param>
/// <param name="Build">Builds the rule, for runs that are paired or not.</param>
/// <param name="TestsNothing">
/// Whether looks cost it nothing (an exact claim, a measurement), so that it takes all registered runs at once.
/// </param>
internal sealed record StatedRule(
    IReadOnlyList<StatedQuantity> Quantities, Func<bool, Rule> Build, bool TestsNothing = false);
