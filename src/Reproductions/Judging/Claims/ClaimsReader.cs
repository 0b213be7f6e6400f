using System.Text.RegularExpressions;
using Pruning.Reproductions.Judging.Tables;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Pruning.Reproductions.Judging.Claims;

/// <summary>Reads a claims file (YAML, of which JSON is a part).</summary>
internal sealed partial class ClaimsReader
{
    private readonly Problems problems;

    private ClaimsReader(string file) => problems = new(file);

    /// <summary>Reads the text of a claims file.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="AuditException">
    /// It cannot be read; the message has a line for every mistake, with its place and the way out.
    /// </exception>
    public static ClaimsFile Read(string text, string file)
    {
        var reader = new ClaimsReader(file);
        var read = reader.Document(Parse(text, file));
        return reader.problems.Any || read is null ? throw reader.problems.ToException() : read;
    }

    private static YamlNode Parse(string text, string file)
    {
        try
        {
            YamlSize.Check(text, file);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 1
                ? stream.Documents[0].RootNode
                : throw new AuditException($"{file} holds {stream.Documents.Count} YAML documents; expected one. "
                    + "'judge --example' writes one to start from.");
        }
        catch (YamlException e) when (e.Message.StartsWith("Duplicate key ", StringComparison.Ordinal))
        {
            throw new AuditException($"{file}, {Place.Of(e.Start)}: '{e.Message["Duplicate key ".Length..]}' is there "
                + "twice; keep one.", e);
        }
        catch (YamlException e) when (TabbedLine(text) is { } line)
        {
            throw new AuditException($"{file}, line {line}: not YAML: indent with spaces, not with tabs.", e);
        }
        catch (YamlException e)
        {
            throw new AuditException($"{file}, {Place.Of(e.Start)}: not YAML. {e.Message.TrimEnd('.')}. Check the "
                + "indentation, and put texts with a colon in quotes.", e);
        }
    }

    /// <summary>The first line that a tab indents, from 1; null: there is none.</summary>
    private static int? TabbedLine(string text) =>
        Array.FindIndex(text.Split('\n'), l => l[..^l.TrimStart().Length].Contains('\t')) is var i and >= 0
            ? i + 1
            : null;

    private ClaimsFile? Document(YamlNode node)
    {
        if (node is not YamlMappingNode)
        {
            problems.Add(node, "this is no claims file; judge takes the claims file first, then the table of runs.");
            return null;
        }

        if (YamlMap.Of(node, "a claims file", ClaimsKeys.Document, problems) is not { } map)
        {
            return null;
        }

        var document = Id(map, "document");
        var title = map.Text("title", needed: true);
        var looks = Looks(map);
        var share = map.Number("testShare");
        if (share <= 0)
        {
            map.Problem("testShare", "'testShare' is the number of test examples over that of training examples, "
                + "above 0.");
        }

        var claims = new List<StatedClaim>();
        var ids = new HashSet<string>();
        foreach (var item in map.List("claims", "claims", needed: true) ?? [])
        {
            if (Claim(item, document, claims.Count + 1, looks) is { } claim)
            {
                claims.Add(claim);
                if (!ids.Add(claim.Id))
                {
                    problems.Add(claim.Place, $"two claims are called '{claim.Id}'; give one another id.");
                }
            }
        }

        return document is null || title is null ? null : new(document, title, Layout(map), share, claims);
    }

    private StatedClaim? Claim(YamlNode node, string? document, int number, IReadOnlyList<int>? looks)
    {
        if (YamlMap.Of(node, "a claim", ClaimsKeys.Claim, problems) is not { } map)
        {
            return null;
        }

        var id = Id(map, "id");
        var statement = map.Text("statement", needed: true);
        var (published, figure) = Published(map);
        var rule = map.Node("rule", needed: true) is { } stated
            ? new RuleReader(published, figure, problems).Read(stated)
            : null;
        var own = Looks(map);
        var paired = map.OneOf("paired", ["true", "false"]);
        return id is null || statement is null || rule is null ? null : new(
            $"{document}/{id}", map.Place, map.Text("section") ?? $"claim {number}", statement, published, rule,
            own ?? looks, paired is null ? null : paired == "true");
    }

    private (Published Published, string? Figure) Published(YamlMap claim)
    {
        if (claim.Node("published") is not { } node
            || YamlMap.Of(node, "'published'", ClaimsKeys.Published, problems) is not { } map)
        {
            return (Auditing.Published.Nothing(string.Empty), null);
        }

        var (unit, figure) = (map.Text("unit") ?? string.Empty, map.Text("figure"));

        // Fractions are printed as per cent; anything else keeps the digits that it is written with.
        var written = unit is "fraction" or "share" or "points" || map.Number("figure") is null ? null
            : $"{figure} {unit}".TrimEnd();
        return (new(map.Number("figure"), map.Number("effect"), unit, map.Text("text") ?? written), figure);
    }

    /// <summary>The registered numbers of runs, from 'runs' or 'looks'; null: none.</summary>
    private static IReadOnlyList<int>? Looks(YamlMap map)
    {
        if (map.Has("runs") && map.Has("looks"))
        {
            map.Problem("looks", "'runs' registers one number of runs, 'looks' several; leave one of them out.");
        }

        return map.Count("runs") is { } runs ? [runs] : map.Counts("looks");
    }

    private TableLayout Layout(YamlMap map)
    {
        var names = new Dictionary<string, string>();
        if (map.Node("columns") is { } columns
            && YamlMap.Of(columns, "'columns'", ClaimsKeys.Columns, problems) is { } given)
        {
            foreach (var key in ClaimsKeys.Columns)
            {
                if (given.Text(key) is { } name)
                {
                    names[key] = name;
                }
            }
        }

        var where = new Dictionary<string, string>();
        if (map.Node("where") is { } filter && YamlMap.Of(filter, "'where'", [], problems) is { } wanted)
        {
            foreach (var column in wanted.Keys)
            {
                if (wanted.Text(column) is { } value)
                {
                    where[column] = value;
                }
            }
        }

        return new()
        {
            Columns = names,
            Where = where,
            Decimal = map.OneOf("decimal", ["point", "comma"]) switch
            {
                "point" => DecimalMark.Point,
                "comma" => DecimalMark.Comma,
                _ => null,
            },
            EmptyIsDiverged = map.OneOf("empty", ["error", "diverged"]) == "diverged",
        };
    }

    private static string? Id(YamlMap map, string key)
    {
        if (map.Text(key, needed: true) is not { } id || Plain().IsMatch(id))
        {
            return map.Text(key);
        }

        map.Problem(key, $"'{key}' is '{id}'; expected letters, digits, '-', '_' and '.' only, as in 'my-net'.");
        return null;
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]*$")]
    private static partial Regex Plain();
}
