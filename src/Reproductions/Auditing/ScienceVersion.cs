using System.Reflection;

namespace Pruning.Reproductions.Auditing;

/// <summary>
/// Version of the code that can change a figure: a digest of the compiled code, computed once on demand. Excluded are
/// data sources, whose content is checked, the engine, which is part of the numerics, and what judges: statistics and
/// the documents' claims and remarks.
/// </summary>
public static class ScienceVersion
{
    private const string Shared = "Pruning.Shared";
    private const string Studies = "Pruning.Reproductions.Studies";
    private const string Papers = "Pruning.Reproductions.Papers";

    private static readonly string[] MoveNothing =
        [Shared + ".Data.Sources", Shared + ".Engine", Shared + ".Files", Shared + ".Statistics"];

    private static readonly Lazy<string> Computed = new(() => CodeDigest.Of(Types, Science));
    private static readonly Lazy<string> ComputedOfTraining = new(() => CodeDigest.Of(TrainingTypes, Science));

    /// <summary>The digest, 16 hexadecimal digits.</summary>
    public static string Current => Computed.Value;

    /// <summary>
    /// Version of the code that can change a trained net, given its examples, step, seed and initial values.
    /// </summary>
    public static string OfTraining => ComputedOfTraining.Value;

    /// <summary>The digested types, nested ones included.</summary>
    public static IReadOnlyList<Type> Types =>
    [
        .. SharedTypes,
        .. typeof(ScienceVersion).Assembly.GetTypes().Where(t => Counts(Outermost(t))),
    ];

    /// <summary>The types of <see cref="OfTraining"/>.</summary>
    public static IReadOnlyList<Type> TrainingTypes =>
        [.. SharedTypes, .. typeof(ScienceVersion).Assembly.GetTypes()
            .Where(t => IsIn(Outermost(t), Studies + ".Steps"))];

    private static IEnumerable<Type> SharedTypes =>
        Science.GetTypes().Where(t => IsIn(t, Shared) && !MoveNothing.Any(n => IsIn(t, n)));

    private static Assembly Science => typeof(Trainer).Assembly;

    private static bool Counts(Type type) =>
        IsIn(type, Studies) || (IsIn(type, Papers) && !typeof(IDocument).IsAssignableFrom(type)
            && !type.Namespace!.EndsWith(".Remarks", StringComparison.Ordinal));

    private static bool IsIn(Type type, string space) =>
        type.Namespace is { } own && (own == space || own.StartsWith(space + ".", StringComparison.Ordinal));

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
