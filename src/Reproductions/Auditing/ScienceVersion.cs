using System.Reflection;

namespace Pruning.Reproductions.Auditing;

/// <summary>
/// Version of the code that can change a figure: a digest of the compiled code, computed once on demand. Excluded are
/// data sources, whose content is checked, the engine, which is part of the numerics, and the documents' claims.
/// </summary>
public static class ScienceVersion
{
    private const string Shared = "Pruning.Shared";
    private const string Studies = "Pruning.Reproductions.Studies";
    private const string Papers = "Pruning.Reproductions.Papers";

    private static readonly string[] MoveNothing = [Shared + ".Data.Sources", Shared + ".Engine", Shared + ".Files"];
    private static readonly Lazy<string> Computed = new(() => CodeDigest.Of(Types, Science));

    /// <summary>The digest, 16 hexadecimal digits.</summary>
    public static string Current => Computed.Value;

    /// <summary>The digested types, nested ones included.</summary>
    public static IReadOnlyList<Type> Types =>
    [
        .. Science.GetTypes().Where(t => IsIn(t, Shared) && !MoveNothing.Any(n => IsIn(t, n))),
        .. typeof(ScienceVersion).Assembly.GetTypes().Where(t => Counts(Outermost(t))),
    ];

    private static Assembly Science => typeof(Trainer).Assembly;

    private static bool Counts(Type type) =>
        IsIn(type, Studies) || (IsIn(type, Papers) && !typeof(IDocument).IsAssignableFrom(type));

    private static bool IsIn(Type type, string space) =>
        type.Namespace is { } own && (own == space || own.StartsWith(space + ".", StringComparison.Ordinal));

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
