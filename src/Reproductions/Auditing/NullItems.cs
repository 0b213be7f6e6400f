using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pruning.Reproductions.Auditing;

/// <summary>
/// Finds nulls in lists and dictionaries whose items must not be null: the serializer enforces what properties declare,
/// but not what their type arguments do.
/// </summary>
internal static class NullItems
{
    // Of every line of a ledger the same is asked.
    private static readonly ConcurrentDictionary<PropertyInfo, NullabilityInfo> Declared = new();

    /// <summary>Path of the first such null (<c>claims[0].hangsOn[1]</c>); null: there is none.</summary>
    /// <param name="read">What the serializer read.</param>
    /// <param name="options">With which it did.</param>
    /// <param name="path">Where it stands.</param>
    public static string? Find(object read, JsonSerializerOptions options, string path = "")
    {
        var type = options.GetTypeInfo(read.GetType());
        return type.Kind != JsonTypeInfoKind.Object ? null : type.Properties
            .Where(p => p.Get is not null && (p.Set is not null || p.AssociatedParameter is not null))
            .Select(p => (p.Name, Value: p.Get!(read), Property: p.AttributeProvider as PropertyInfo))
            .Where(p => p is { Value: not null, Property: not null })
            .Select(p => In(p.Value!, Nullability(p.Property!), path.Length == 0 ? p.Name : $"{path}.{p.Name}"))
            .FirstOrDefault(found => found is not null);

        string? In(object value, NullabilityInfo declared, string at) => value switch
        {
            string => null,
            IDictionary entries => First(declared.GenericTypeArguments.ElementAtOrDefault(1),
                () => entries.Keys.Cast<object>().Select(key => (entries[key], $"{at}[\"{key}\"]"))),
            IEnumerable items => First(declared.ElementType ?? declared.GenericTypeArguments.ElementAtOrDefault(0),
                () => items.Cast<object?>().Select((item, i) => (item, $"{at}[{i}]"))),
            _ => Find(value, options, at),
        };

        // Numbers, of which there may be many, have no nulls that are not declared.
        string? First(NullabilityInfo? of, Func<IEnumerable<(object? Item, string At)>> items) =>
            of is null || of.Type.IsValueType ? null : items()
                .Select(i => i.Item is not null ? In(i.Item, of, i.At)
                    : of.ReadState == NullabilityState.NotNull ? i.At : null)
                .FirstOrDefault(found => found is not null);
    }

    private static NullabilityInfo Nullability(PropertyInfo property) =>
        Declared.GetOrAdd(property, p => new NullabilityInfoContext().Create(p));
}
