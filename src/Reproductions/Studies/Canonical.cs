using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Pruning.Reproductions.Studies;

/// <summary>
/// Writes a protocol's values as text: equal values give equal text on every machine, and different values different
/// text.
/// </summary>
/// <remarks>
/// A record is its type's name and the properties that it keeps, in the order of their names. What is null is left out,
/// so a new optional property leaves the text of existing values alone; so is what is computed from other properties.
/// </remarks>
internal static class Canonical
{
    /// <summary>
    /// The text of a number, a string, an enum, a record of such values, an architecture, or a list of any of them.
    /// </summary>
    /// <exception cref="ArgumentException">The value holds a delegate, which has no text.</exception>
    public static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool or Enum => value.ToString()!,
        Architecture net => Text(net.Steps.Select(s => s.Layer)),
        Criterion criterion => criterion.Name,
        LearningRateSchedule rates => rates.Name,
        Delegate =>
            throw new ArgumentException($"A {value.GetType().Name} has no text; give the step that holds it a name "
            + "instead."),
        IEnumerable list => $"[{string.Join(',', list.Cast<object?>().Select(Text))}]",
        IFormattable number when value.GetType().IsPrimitive => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value.GetType().Name}{{{string.Join(',', Properties(value))}}}",
    };

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of texts, each ended by a line break.</summary>
    public static string Hash(params IEnumerable<string> texts) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(texts.Select(t => t + '\n')))))[..16];

    /// <summary>Whether a property has a field of its own.</summary>
    private static bool IsKept(PropertyInfo property) => property.DeclaringType!
        .GetField($"<{property.Name}>k__BackingField", BindingFlags.NonPublic | BindingFlags.Instance) is not null;

    private static IEnumerable<string> Properties(object value) => value.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(IsKept)
        .OrderBy(p => p.Name, StringComparer.Ordinal)
        .Select(p => (p.Name, Value: p.GetValue(value)))
        .Where(p => p.Value is not null)
        .Select(p => $"{p.Name}={Text(p.Value)}");
}
