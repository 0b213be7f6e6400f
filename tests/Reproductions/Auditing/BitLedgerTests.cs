using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing;

/// <summary>Per-example lists of zeros and ones in the ledger.</summary>
public sealed class BitLedgerTests : IDisposable
{
    private static readonly LedgerKey Key = new("document/experiment", "primary", "batch=32", "exact-1", "science");

    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public void Line_AnyLists_ComeBackExactly()
    {
        var random = new Random(20250);
        for (var i = 0; i < 200; i++)
        {
            var examples = new Dictionary<string, IReadOnlyList<double>>
            {
                ["weight@0.testAccuracy"] = Bits(random, random.Next(64, 301)),
                ["few.testAccuracy"] = Bits(random, random.Next(0, 64)),
                ["other.testLoss"] = [.. Enumerable.Range(0, 70).Select(_ => (double)random.NextSingle())],
                ["almost.testAccuracy"] = [.. Bits(random, 70), 0.5],
            };
            var line = LedgerLine.Of(Key, WithExamples(i, examples));
            var again = LedgerLine.Parse(Encoding.UTF8.GetBytes(line.ToJson())).ToReplicate();
            Assert.Equal(examples.Keys.Order(), again.Examples.Keys.Order());
            Assert.All(examples, e => Assert.Equal(e.Value, again.Examples[e.Key]));
            Assert.Equal(["weight@0.testAccuracy"], line.Bits!.Keys);
        }
    }

    [Fact]
    public void Line_TenThousandExamples_TakeTwoKilobytes()
    {
        var random = new Random(1);
        var none = LedgerLine.Of(Key, WithExamples(1, [])).ToJson().Length;
        var line = LedgerLine.Of(Key, WithExamples(1, new() { ["weight@50.testAccuracy"] = Bits(random, 10000) }))
            .ToJson();
        Assert.InRange(line.Length - none, 10000 / 8, 2048);
    }

    [Fact]
    public void Parse_LineOfBeforeThereWereBits_HasItsExamples()
    {
        double[] examples = [.. Bits(new Random(2), 100)];
        var line = JsonNode.Parse(LedgerLine.Of(Key, WithExamples(3, new() { ["a.loss"] = [0.25, 1] }))
            .ToJson())!.AsObject();
        Assert.True(line.Remove("bits"));
        line["examples"]!["a.testAccuracy"] = new JsonArray([.. examples.Select(v => (JsonNode)v)]);
        var replicate = LedgerLine.Parse(Encoding.UTF8.GetBytes(line.ToJsonString())).ToReplicate();
        Assert.Equal(examples, replicate.Examples["a.testAccuracy"]);
        Assert.Equal([0.25, 1], replicate.Examples["a.loss"]);
    }

    [Theory]
    [InlineData("\"a.testAccuracy\":\"65:", "\"a.testAccuracy\":\"75:")]
    [InlineData("\"a.testAccuracy\":\"65:", "\"a.testAccuracy\":\"-5:")]
    [InlineData("\"a.testAccuracy\":\"65:", "\"a.testAccuracy\":\"65;")]
    [InlineData("\"a.testAccuracy\":\"65:", "\"a.testAccuracy\":null,\"b\":\"65:")]
    [InlineData("\"a.testAccuracy\":\"65:", "\"a.testAccuracy\":7,\"b\":\"65:")]
    [InlineData("\"bits\":{", "\"bits\":[],\"was\":{")]
    public void Open_DamagedBits_PassesTheLineOver(string field, string damaged)
    {
        using (var written = place.Open())
        {
            written.Append(Key, [.. Enumerable.Range(1, 3)
                .Select(seed => WithExamples(seed, new() { ["a.testAccuracy"] = Bits(new Random(seed), 65) }))]);
        }

        var lines = File.ReadAllLines(place.LedgerFile);
        Assert.Contains(field, lines[1]);
        lines[1] = lines[1].Replace(field, damaged);
        File.WriteAllLines(place.LedgerFile, lines);
        using var ledger = place.Open();
        Assert.Equal([1, 3], Enumerable.Range(1, 3).Where(seed => ledger.Find(Key, seed) is not null));
        Assert.Contains("line 2", Assert.Single(place.Warnings));
    }

    [Fact]
    public void Parse_DamagedBits_IsNoLine() => Assert.Throws<JsonException>(() =>
        LedgerLine.Parse(Encoding.UTF8.GetBytes(LedgerLine.Of(Key,
            WithExamples(1, new() { ["a.b"] = Bits(new Random(1), 65) })).ToJson().Replace("\"65:", "\"11:")))
            .ToReplicate());

    private static double[] Bits(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(2))];

    private static Replicate WithExamples(int seed, Dictionary<string, IReadOnlyList<double>> examples) =>
        new(seed, new Dictionary<string, double> { ["a.testAccuracy"] = 0.5 }, examples, new Dictionary<string,
            IReadOnlyList<double>>());
}
