using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Pruning.Reproductions.Studies;

/// <summary>
/// Formats a protocol's values as canonical text: equal values give equal text on every machine, different values
/// different text.
/// </summary>
/// <remarks>
/// A record is written as its type's name and its stored properties, sorted by name. Null properties are omitted, and
/// empty lists marked <see cref="LeftOutIfEmptyAttribute"/>, so a new optional property does not change the text of
/// existing values; computed properties are omitted too.
/// </remarks>
internal static class Canonical
{
    // Every start of the program writes thousands of these texts: reflection is asked once a type, and a net's text,
    // which all arms of a study share, is written once.
    private static readonly ConcurrentDictionary<Type, ImmutableArray<(PropertyInfo Property, bool LeftOutIfEmpty)>>
        Stored = new();
    private static readonly ConditionalWeakTable<Architecture, string> Nets = [];

    /// <summary>Text of a number, string, enum, record, architecture, or list of these.</summary>
    /// <exception cref="ArgumentException">The value holds a delegate, which has no text.</exception>
    public static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool or Enum => value.ToString()!,
        Architecture net => Nets.GetValue(net, n => Text(n.Steps.Select(s => s.Layer))),
        Criterion criterion =>
            $"{criterion.GetType().Name} {string.Join(',', Properties(criterion).Prepend(criterion.Name))}",
        LearningRateSchedule rates => rates.Name,
        Delegate =>
            throw new ArgumentException($"A {value.GetType().Name} has no text; name the step that holds it "
            + "instead."),
        IEnumerable list => $"[{string.Join(',', list.Cast<object?>().Select(Text))}]",
        IFormattable number when value.GetType().IsPrimitive => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value.GetType().Name}{{{string.Join(',', Properties(value))}}}",
    };

    /// <summary>First 16 hexadecimal digits of the SHA-256 of texts, each followed by a line break.</summary>
    public static string Hash(params IEnumerable<string> texts) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(texts.Select(t => t + '\n')))))[..16];

    /// <summary>Whether a property is stored, not computed.</summary>
    private static bool IsKept(PropertyInfo property) => property.DeclaringType!
        .GetField($"<{property.Name}>k__BackingField", BindingFlags.NonPublic | BindingFlags.Instance) is not null;

    private static IEnumerable<string> Properties(object value) =>
        from stored in Stored.GetOrAdd(value.GetType(), StoredBy)
        let of = stored.Property.GetValue(value)
        where of is not null && !(stored.LeftOutIfEmpty && !((IEnumerable)of).Cast<object?>().Any())
        select $"{stored.Property.Name}={Text(of)}";

    /// <summary>A type's stored properties, by name.</summary>
    private static ImmutableArray<(PropertyInfo Property, bool LeftOutIfEmpty)> StoredBy(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(IsKept)
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => (p, p.IsDefined(typeof(LeftOutIfEmptyAttribute)))),
    ];
}
