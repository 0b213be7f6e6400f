using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Pruning.Tests.Reproductions;

/// <summary>JSON that is well formed, but of which some values are others than were written, or gone.</summary>
internal static class JsonMutations
{
    private static readonly string[] Values =
    [
        "null", "true", "-1", "0", "0.5", "2147483648", "1e39", "1e999", "\"\"", "\"x\"", "\"9:AAAA\"",
        "\"0:\"", "[]", "{}", "[null]", "[[1]]", "{\"a\":null}",
    ];

    /// <summary>One to three values replaced or removed, at any depth.</summary>
    public static Gen<string> Of(string json)
    {
        var change =
            from place in Gen.Choose(0, int.MaxValue - 1)
            from value in Gen.Elements([.. Values, null!])
            select (Place: place, Value: value);
        return from count in Gen.Choose(1, 3)
               from changes in change.ArrayOf(count)
               select changes.Aggregate(json, (text, c) => Change(text, c.Place, c.Value));
    }

    private static string Change(string json, int place, string? value)
    {
        var root = JsonNode.Parse(json);
        var all = Below(root).ToList();
        if (all.Count == 0)
        {
            return value ?? json;
        }

        var at = all[place % all.Count];
        switch (at.Parent)
        {
            case JsonObject parent when value is null:
                parent.Remove((string)at.Key);
                break;
            case JsonObject parent:
                parent[(string)at.Key] = JsonNode.Parse(value);
                break;
            case JsonArray parent when value is null:
                parent.RemoveAt((int)at.Key);
                break;
            case JsonArray parent:
                parent[(int)at.Key] = JsonNode.Parse(value);
                break;
        }

        return root!.ToJsonString();
    }

    private static IEnumerable<(JsonNode Parent, object Key)> Below(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(f => Below(f.Value).Prepend((fields, f.Key))),
        JsonArray items => items.SelectMany((item, i) => Below(item).Prepend((items, i))),
        _ => [],
    };
}
