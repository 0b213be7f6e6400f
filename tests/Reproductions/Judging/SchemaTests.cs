using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Pruning.Reproductions.Judging;
using Pruning.Reproductions.Judging.Claims;
using Xunit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Pruning.Tests.Reproductions.Judging;

/// <summary>docs/claims.schema.json says of claims files what the program says.</summary>
public sealed class SchemaTests
{
    private static readonly string Text =
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "claims.schema.json"));

    private static readonly JsonSchema Schema = JsonSchema.FromText(Text);

    private static readonly JsonNode Node = JsonNode.Parse(Text)!;

    [Fact]
    public void Schema_Keys_AreThoseOfTheProgram()
    {
        var defs = Node["$defs"]!;
        Assert.Equal(ClaimsKeys.Document.Order(), Keys(Node));
        Assert.Equal(ClaimsKeys.Columns.Order(), Keys(defs["columns"]!));
        Assert.Equal(ClaimsKeys.Claim.Order(), Keys(defs["claim"]!));
        Assert.Equal(ClaimsKeys.Published.Order(), Keys(defs["published"]!));
        Assert.Equal(ClaimsKeys.Metric.Order(), Keys(defs["difference"]!));
        Assert.Equal(ClaimsKeys.Metric.Take(2).Order(), Keys(defs["metric"]!));
        Assert.Equal(ClaimsKeys.Race.Order(), Keys(defs["race"]!));
        Assert.Equal(ClaimsKeys.Check.Order(), Keys(defs["check"]!));
        Assert.All(ClaimsKeys.Rules, rule => Assert.Equal(rule.Value.Order(), Keys(defs[rule.Key]!)));
        Assert.Equal(ClaimsKeys.Rules.Keys.Order(), Refs(defs["rule"]!));
        Assert.Equal(ClaimsKeys.Rules.Keys.Except(["composite", "measurement"]).Order(), Refs(defs["part"]!));
    }

    [Fact]
    public void Schema_Example_IsValid() => Assert.True(IsValid(ExampleFiles.Text("claims.yaml")));

    [Fact]
    public void Schema_PenguinClaims_AreValid() => Assert.True(IsValid(PenguinTableTests.Claims));

    /// <summary>
    /// The wrong files of <see cref="ClaimsReaderTests"/> that are YAML, where a schema can see that they are wrong.
    /// </summary>
    public static TheoryData<string> Wrong() => [.. ClaimsReaderTests.Wrong()
        .Where(w => !w.Data.Item2.Contains("YAML"))
        .Where(w => !new[] { "must rise", "compared with itself", "published effect", "under 'published'",
            "two claims", "printed figure", "stands within", "there twice" }.Any(w.Data.Item2.Contains))
        .Select(w => w.Data.Item1)];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Schema_WrongFile_IsInvalid(string text) => Assert.False(IsValid(text));

    private static bool IsValid(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var json = JsonSerializer.SerializeToElement(ToJson(stream.Documents[0].RootNode));
        return Schema.Evaluate(json).IsValid;
    }

    /// <summary>The JSON of a YAML tree, plain scalars by YAML's core schema.</summary>
    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(c =>
            KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, ToJson(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag =>
            JsonValue.Create(flag.Value == "true"),
        YamlScalarNode { Style: ScalarStyle.Plain } plain when
            double.TryParse(plain.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
            JsonValue.Create(number),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => null,
    };

    private static IEnumerable<string> Keys(JsonNode of) => of["properties"]!.AsObject().Select(p => p.Key).Order();

    private static IEnumerable<string> Refs(JsonNode of) =>
        of["oneOf"]!.AsArray().Select(r => ((string)r!["$ref"]!).Split('/')[^1]).Order();
}
