using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Pruning.Tests.Properties.Data;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting;

public sealed class AuditJsonTests
{
    private static readonly Judgement Part = new()
    {
        Kind = "direction",
        Verdict = Verdict.Contradicted,
        N = 2,
        Quantity = "unpruned − dynamic",
        Estimate = -0.0177,
        Lower = -0.021,
        Upper = -0.0144,
    };

    private static readonly AuditResult Small = new(
        new Dictionary<string, string> { ["device"] = "cpu" },
        [
            new ClaimResult(
                "dynamic/penguins-dynamic-improves",
                "dynamic",
                "Dynamic Pruning",
                "Trials",
                "Dynamic pruning beats \"unpruned\"",
                "composite",
                new(0.4289, 0.0410, "nats", "0.4289"),
            [
                new ReadingResult(
                    "primary",
                    true,
                    new Dictionary<string, string> { ["init"] = "paired", ["pruneAt"] = "thirds" },
                    "seeds",
                    2,
                    true,
                    [7, 8],
                    Part with
                    {
                        Kind = "composite",
                        Sd = 0.02,
                        Margin = 0.0205,
                        PValue = 0.99,
                        PFlip = 0.98,
                        PHolm = 1,
                        PublishedPercentile = 0.996,
                        SingleRunShare = 0.25,
                        SingleRunShareLower = 0.1,
                        SingleRunShareUpper = 0.5,
                        Power = 0.8,
                        Detectable = 0.004,
                        Tipping = new(0.021, null),
                        SameAgain = 0.97,
                        Looks = [new(2, 0.025, Verdict.Contradicted, -0.021, -0.0144)],
                        Values = [-0.01, 1e-5],
                        Showing = [1],
                        Presentation = new() { IsDifference = true, Acceptance = new(null, 0.5) },
                        Parts = [Part],
                    },
                    new Dictionary<string, MetricSummary> { ["dynamic.testLoss"] = new(0.47, 0.01, [0.46, null]) },
                    []),
            ]),
        ]);

    // Written by hand after the schema: what a reader of version 1 may count on.
    private const string Contract = """
        { "schemaVersion": 2, "environment": { "device": "cpu" },
          "claims": [ { "id": "dynamic/penguins-dynamic-improves", "document": "dynamic",
            "statement": "Dynamic pruning beats \"unpruned\"", "kind": "composite",
            "published": { "value": 0.4289, "effect": 0.041, "unit": "nats" }, "verdict": "contradicted",
            "readings": [ { "id": "primary", "primary": true, "choices": { "init": "paired", "pruneAt": "thirds" },
              "generalisesTo": "seeds", "n": 2, "registered": true, "seeds": [7, 8],
              "estimate": -0.0177, "lower": -0.021, "upper": -0.0144, "sd": 0.02, "margin": 0.0205,
              "pValue": 0.99, "pFlip": 0.98, "pHolm": 1, "fragile": false, "diverged": 0, "ruleVersion": 2,
              "verdict": "contradicted",
              "parts": [ { "kind": "direction", "estimate": -0.0177, "lower": -0.021, "upper": -0.0144,
                "verdict": "contradicted", "sd": null, "margin": null } ],
              "publishedPercentile": 0.996, "singleRunShare": 0.25, "singleRunShareLower": 0.1,
              "singleRunShareUpper": 0.5, "power": 0.8, "detectable": 0.004,
              "tipping": { "reproducedAbove": 0.021, "contradictedBelow": null }, "sameAgain": 0.97,
              "looks": [ { "n": 2, "level": 0.025, "verdict": "contradicted", "lower": -0.021, "upper": -0.0144 } ],
              "showing": [1], "presentation": { "isDifference": true, "acceptance": { "from": null, "to": 0.5 } },
              "metrics": { "dynamic.testLoss": { "mean": 0.47, "sd": 0.01, "values": [0.46, null] } } } ] } ] }
        """;

    [Fact]
    public void Serialize_SmallAudit_HoldsEveryFieldOfTheContract() =>
        AssertContains(JsonNode.Parse(Contract)!, JsonNode.Parse(AuditJson.Serialize(Small))!, "$");

    [Fact]
    public void Parse_OfSerialized_IsTheSameAudit()
    {
        var audit = SampleAudit.Penguins();
        var json = AuditJson.Serialize(audit);
        var back = AuditJson.Parse(json);
        Assert.Equivalent(audit.Claims[5].Readings[1].Judgement, back.Claims[5].Readings[1].Judgement, strict: true);
        Assert.Equal(audit.Claims.Select(c => c.Verdict), back.Claims.Select(c => c.Verdict));
        Assert.Equal(audit.Claims[2].Primary.Curves[0].Singles[3], back.Claims[2].Primary.Curves[0].Singles[3]);
        Assert.Equal(json, AuditJson.Serialize(back));
    }

    [Theory]
    [InlineData(0.1 + 0.2)]
    [InlineData(-0.0)]
    [InlineData(double.Epsilon)]
    [InlineData(double.MaxValue)]
    [InlineData(1.0 / 3)]
    public void Parse_OfSerialized_KeepsEveryBit(double value)
    {
        var back = AuditJson.Parse(AuditJson.Serialize(With(j => j with { Estimate = value, Values = [value] })));
        Assert.Equal(
            BitConverter.DoubleToInt64Bits(value),
            BitConverter.DoubleToInt64Bits(back.Claims[0].Primary.Judgement.Estimate!.Value));
        Assert.Equal(
            BitConverter.DoubleToInt64Bits(value),
            BitConverter.DoubleToInt64Bits(back.Claims[0].Primary.Judgement.Values[0]));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Serialize_NotFinite_NamesTheField(double value)
    {
        Assert.Contains("claims[0].readings[0].lower", Failure(With(j => j with { Lower = value })));
        Assert.Contains("claims[0].readings[0].values[1]", Failure(With(j => j with { Values = [0, value] })));
        var zone = new Presentation { Acceptance = new(value, 0) };
        Assert.Contains(
            "claims[0].readings[0].presentation.acceptance.from", Failure(With(j => j with { Presentation = zone })));
        Assert.Contains(
            "claims[0].readings[0].parts[0].pValue",
            Failure(With(j => j with { Parts = [Part with { PValue = value }] })));
        var claim = Small.Claims[0];
        var metrics = new Dictionary<string, MetricSummary> { ["a.b"] = new(1, 1, [value]) };
        Assert.Contains(
            "metrics[\"a.b\"].values[0]",
            Failure(Small with { Claims = [claim with { Readings = [claim.Primary with { Metrics = metrics }] }] }));
        Assert.Contains(
            "published.effect", Failure(Small with { Claims = [claim with { Published = new(1, value, "nats") }] }));

        static string Failure(AuditResult audit) =>
            Assert.Throws<InvalidOperationException>(() => AuditJson.Serialize(audit)).Message;
    }

    [Fact]
    public void Parse_UnknownField_IsSkipped()
    {
        var json = JsonNode.Parse(AuditJson.Serialize(Small))!;
        json["later"] = 1;
        json["claims"]![0]!["later"] = "x";
        json["claims"]![0]!["readings"]![0]!["later"] = new JsonArray(1, 2);
        Assert.Equal(AuditJson.Serialize(Small), AuditJson.Serialize(AuditJson.Parse(json.ToJsonString())));
    }

    [Theory]
    [InlineData("", "cannot be read")]
    [InlineData("{", "cannot be read")]
    [InlineData("null", "no schemaVersion")]
    [InlineData("{}", "no schemaVersion")]
    [InlineData("{\"schemaVersion\":3}", "schema version 3")]
    [InlineData("{\"schemaVersion\":2}", "environment")]
    public void Parse_NoAudit_SaysWhy(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => AuditJson.Parse(json)).Message);

    [Theory]
    [InlineData("verdict", "\"splendid\"")]
    [InlineData("ruleVersion", "99")]
    [InlineData("primary", "false")]
    [InlineData("n", "\"many\"")]
    [InlineData("choices", "null")]
    public void Parse_BadReading_IsAnError(string field, string value)
    {
        var json = JsonNode.Parse(AuditJson.Serialize(Small))!;
        json["claims"]![0]!["readings"]![0]![field] = JsonNode.Parse(value);
        Assert.Throws<InvalidDataException>(() => AuditJson.Parse(json.ToJsonString()));
    }

    /// <summary>Only in lists of numbers null is a value: that of a replicate without one.</summary>
    [Fact]
    public void Parse_NullInAnyListOrDictionary_IsRefusedAndNamed()
    {
        var root = JsonNode.Parse(AuditJson.Serialize(SampleAudit.Penguins()))!;
        var fields = Lists(root).Where(l => l.Count > 0 && l[0]?.GetValueKind() != JsonValueKind.Number
            && l.All(i => i is not null)).DistinctBy(l => Regex.Replace(l.GetPath(), "[0-9]+", string.Empty)).ToList();
        foreach (var list in fields)
        {
            var item = list[0];
            list[0] = null;
            var error = Assert.Throws<InvalidDataException>(() => AuditJson.Parse(root.ToJsonString()));
            Assert.Contains("[0]", error.Message);
            list[0] = item;
        }

        Assert.True(fields.Count > 5, $"{fields.Count} lists");
        _ = AuditJson.Parse(root.ToJsonString());

        static IEnumerable<JsonArray> Lists(JsonNode? node) => node switch
        {
            JsonArray list => [list, .. list.SelectMany(Lists)],
            JsonObject fields => fields.SelectMany(f => Lists(f.Value)),
            _ => [],
        };
    }

    private static AuditResult With(Func<Judgement, Judgement> change)
    {
        var claim = Small.Claims[0];
        var reading = claim.Primary with { Judgement = change(claim.Primary.Judgement) };
        return Small with { Claims = [claim with { Readings = [reading] }] };
    }

    private static void AssertContains(JsonNode? expected, JsonNode? actual, string path)
    {
        switch (expected)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields)
                {
                    Assert.True(actual!.AsObject().ContainsKey(name), $"{path}.{name} is missing");
                    AssertContains(value, actual[name], $"{path}.{name}");
                }

                break;
            case JsonArray items:
                Assert.Equal(items.Count, actual!.AsArray().Count);
                for (var i = 0; i < items.Count; i++)
                {
                    AssertContains(items[i], actual[i], $"{path}[{i}]");
                }

                break;
            default:
                Assert.True(JsonNode.DeepEquals(expected, actual), $"{path}: expected {expected}, found {actual}");
                break;
        }
    }

    [Fact]
    public void Parse_AnyMutationOfTheFields_IsAResultOrAnError()
    {
        var read = 0;
        Cases.Check(JsonMutations.Of(AuditJson.Serialize(Small)), mutant =>
        {
            try
            {
                // What is read can be written again.
                _ = AuditJson.Serialize(AuditJson.Parse(mutant));
                read++;
            }
            catch (InvalidDataException)
            {
                // The documented error.
            }
        }, 2000);
        Assert.InRange(read, 1, 1999);
    }

    [Theory]
    [InlineData("\"schemaVersion\": 2", "\"schemaVersion\": 2, \"schemaVersion\": 2")]
    [InlineData("\"primary\": true", "\"primary\": true, \"primary\": false")]
    [InlineData("\"power\": 0.8", "\"power\": 1e999")]
    [InlineData("\"device\": \"cpu\"", "\"device\": null")]
    [InlineData("\"device\": \"cpu\"", "\"device\": \"\\ud800\"")]
    [InlineData("\"kind\": \"composite\"", "\"kind\": \"\\ud800\"")]
    [InlineData("\"id\": \"primary\"", "\"id\": \"\\ud800\"")]
    public void Parse_FieldTwiceOrBeyondNumbers_IsRefused(string field, string damaged)
    {
        var json = AuditJson.Serialize(Small);
        Assert.Contains(field, json);
        Assert.Throws<InvalidDataException>(() => AuditJson.Parse(json.Replace(field, damaged)));
    }

    [Fact]
    public void Parse_AnyMutationOfTheBytes_IsAResultOrAnError() =>
        Cases.Check(Mutations.Of(Encoding.UTF8.GetBytes(AuditJson.Serialize(Small))), mutant =>
        {
            try
            {
                _ = AuditJson.Parse(Encoding.UTF8.GetString(mutant));
            }
            catch (InvalidDataException)
            {
                // The documented error.
            }
        }, 500);
}
