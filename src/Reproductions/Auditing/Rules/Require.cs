namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>What a rule's constants must be; a claim with any other is a mistake in its document.</summary>
internal static class Require
{
    public static double Finite(double value, string name) => double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "A rule compares with finite numbers only.");

    public static double? Finite(double? value, string name) => value is { } number ? Finite(number, name) : null;

    public static double Positive(double value, string name) => Finite(value, name) > 0
        ? value
        : throw new ArgumentOutOfRangeException(
            name, value, "It must be above 0; orient a published effect so that larger favours the claim.");
}
