namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>Checks the constants of rules; an invalid one is a mistake in the document's claims.</summary>
internal static class Require
{
    public static double Finite(double value, string name) => double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "A rule's constants must be finite.");

    public static double? Finite(double? value, string name) => value is { } number ? Finite(number, name) : null;

    public static double Positive(double value, string name) => Finite(value, name) > 0
        ? value
        : throw new ArgumentOutOfRangeException(
            name, value, "It must be above 0; orient a published effect so that larger favours the claim.");
}
