using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Pruning.Reproductions.Judging.Claims;

/// <summary>
/// A mapping of a claims file. What is wrong with it is written down, and null is read in its place, so that one
/// reading finds all mistakes.
/// </summary>
internal sealed class YamlMap
{
    private readonly YamlMappingNode node;
    private readonly string what;
    private readonly Problems problems;

    private YamlMap(YamlMappingNode node, string what, Problems problems) =>
        (this.node, this.what, this.problems) = (node, what, problems);

    public Place Place => Place.Of(node.Start);

    /// <summary>The mapping that a node is; null, with a problem, where it is none.</summary>
    /// <param name="what">What it is, for messages: <c>a claim</c>.</param>
    /// <param name="keys">The keys that it may have; empty: any.</param>
    public static YamlMap? Of(YamlNode node, string what, IReadOnlyList<string> keys, Problems problems)
    {
        if (node is not YamlMappingNode mapping)
        {
            problems.Add(node, keys.Count == 0 ? $"{what} is written as 'key: value' lines."
                : $"{what} is written as 'key: value' lines; its keys are {string.Join(", ", keys)}.");
            return null;
        }

        var map = new YamlMap(mapping, what, problems);
        map.CheckKeys(keys);
        return map;
    }

    /// <summary>The keys that it has.</summary>
    public IEnumerable<string> Keys => node.Children.Keys.OfType<YamlScalarNode>().Select(k => k.Value!);

    public bool Has(string key) => Keys.Contains(key);

    public Place PlaceOf(string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? Place.Of(value.Start) : Place;

    /// <summary>Any value; null where it is absent, with a problem where it is needed.</summary>
    public YamlNode? Node(string key, bool needed = false)
    {
        if (node.Children.TryGetValue(new YamlScalarNode(key), out var value))
        {
            return value;
        }

        if (needed)
        {
            problems.Add(node, $"{what} needs '{key}'.");
        }

        return null;
    }

    /// <summary>A text that is not empty.</summary>
    public string? Text(string key, bool needed = false)
    {
        if (Node(key, needed) is not { } value)
        {
            return null;
        }

        // .NET would read a number in spite of zeros after it.
        if (value is YamlScalarNode { Value: { } text } && text.Trim().Length > 0 && !text.Contains('\0'))
        {
            return text.Trim();
        }

        problems.Add(value, $"'{key}' must be a text.");
        return null;
    }

    /// <summary>A text as it is written, which may be a number.</summary>
    public double? Number(string key, bool needed = false)
    {
        if (Text(key, needed) is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number))
        {
            return number;
        }

        problems.Add(Node(key)!, $"'{key}' is '{text}'; expected a number with a decimal point, without a unit or "
            + "thousands separators.");
        return null;
    }

    /// <summary>A whole number of at least 1.</summary>
    public int? Count(string key) => Node(key) is { } value ? Count(value, key) : null;

    /// <summary>A list; null where it is absent or empty, with a problem.</summary>
    public IReadOnlyList<YamlNode>? List(string key, string of, bool needed = false)
    {
        switch (Node(key, needed))
        {
            case null:
                return null;
            case YamlSequenceNode { Children.Count: > 0 } list:
                return [.. list.Children];
            case var other:
                problems.Add(other, $"'{key}' must be a list of {of}, each after a dash.");
                return null;
        }
    }

    /// <summary>Rising whole numbers of at least 1.</summary>
    public IReadOnlyList<int>? Counts(string key)
    {
        if (List(key, "numbers") is not { } list)
        {
            return null;
        }

        int?[] counts = [.. list.Select(n => Count(n, key))];
        if (counts.Any(c => c is null))
        {
            return null;
        }

        int[] numbers = [.. counts.OfType<int>()];
        if (!numbers.SequenceEqual(numbers.Distinct().Order()))
        {
            problems.Add(Node(key)!, $"'{key}' must rise, as in [8, 16, 32].");
            return null;
        }

        return numbers;
    }

    /// <summary>One of some words.</summary>
    public string? OneOf(string key, IReadOnlyList<string> words, bool needed = false)
    {
        if (Text(key, needed) is not { } text || words.Contains(text))
        {
            return Text(key);
        }

        problems.Add(Node(key)!, $"'{key}' is '{text}'; expected one of {string.Join(", ", words)}"
            + $" (nearest: {Suggestions.Nearest(text, words, 1)[0]}).");
        return null;
    }

    /// <summary>Writes down a problem of a key's value, or of the whole where it is absent.</summary>
    public void Problem(string key, string text) => problems.Add(Node(key) ?? node, text);

    private int? Count(YamlNode value, string key)
    {
        if (value is YamlScalarNode { Value: { } text } && !text.Contains('\0')
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1)
        {
            return count;
        }

        problems.Add(value, $"'{key}' is '{value}'; expected a whole number of at least 1.");
        return null;
    }

    private void CheckKeys(IReadOnlyList<string> keys)
    {
        foreach (var key in node.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name })
            {
                problems.Add(key, $"a key of {what} must be a word.");
            }
            else if (keys.Count > 0 && !keys.Contains(name))
            {
                problems.Add(key, name == "<<" ? "merge keys (<<) are not read; write the keys out."
                    : name.All(char.IsAsciiDigit) ? $"'{name}' is no key; write decimals with a point, as in 0.01."
                    : $"{what} has no key '{name}'; nearest: {Suggestions.Nearest(name, keys, 1)[0]} "
                        + $"(all: {string.Join(", ", keys)}).");
            }
        }
    }
}
