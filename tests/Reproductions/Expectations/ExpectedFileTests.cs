using System.Text;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Expectations;
using Pruning.Tests.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Expectations;

public sealed class ExpectedFileTests : IDisposable
{
    private static readonly ExpectedFile Sample = new(
        "document/claim",
        new(
            "composite", Verdict.Contradicted, 256, 1, -0.0177, -0.02, 1.0 / 3, null, 0.5, 0.1, null, 0.99, 5e-324, 1,
                0.01, 0.5, true, 2, Verdict.Inconclusive, 0.5, null, 0.8, 1e-3, new(0.1, null), 0.97,
                [new(8, 0.003, Verdict.Inconclusive, -1, 1), new(16, 0.006, Verdict.Contradicted, null, null)],
                ["speed=fast"], "0.4289 (+0.041)", "−0.0177 [−0.02, …]", "contradicted", "contradicted, fragile",
                    "exact-1",
            new([1, 2, 3], [2, 3],
                [new("a.loss − b.loss", [0.1 + 0.2, null, -0.0], [null, new(33, 1e-300, 0)]),
                new("b.loss", [1, 2, 3], [null, null])]),
            [new("speed=fast", Verdict.Reproduced, new([1], [1], [new("b.loss", [1], [null])]))]),
        new(5, ["replicates: 5 instead of 256"], new Dictionary<string, CheckEntry>
        {
            ["exact"] = new("exact-1", Verdict.Inconclusive, new Dictionary<string, IReadOnlyList<double?>>
            {
                ["a.loss"] = [null, 54, -1e-300],
                ["b.loss"] = [0.1 + 0.2, -0.0, double.MaxValue, double.Epsilon],
            }),
            ["a \"quoted\" GPU"] = new("a \"quoted\" GPU", Verdict.Reproduced, new Dictionary<string,
                IReadOnlyList<double?>>
            { ["b.loss"] = [] }),
        }));

    private readonly Workplace place = new();

    private string File => Path.Combine(place.Folder, "document", "claim.verified.json");

    public void Dispose() => place.Dispose();

    [Fact]
    public void Write_ThenRead_IsTheSameToTheBit()
    {
        Sample.Write(File);
        var read = ExpectedFile.Read(File)!;
        Assert.Equivalent(Sample, read, strict: true);
        Assert.Empty(Comparison.Exact(Sample.Check.Entries["exact"], read.Check.Entries["exact"]).Differences);
        var text = System.IO.File.ReadAllText(File);
        read.Write(File);
        Assert.Equal(text, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Write_AnyFile_IsReadableText()
    {
        Sample.Write(File);
        var text = System.IO.File.ReadAllText(File);
        Assert.DoesNotContain('\r', text);
        Assert.EndsWith("}\n", text);
        Assert.Contains("\"verdict\": \"contradicted\"", text);
        Assert.Contains("−0.0177", text);
        Assert.Single(text.Split('\n'), line => line.Contains("\"seeds\": [1, 2, 3]"));
    }

    [Fact]
    public void Write_FolderInTheFilesPlace_LeavesNothingHalfWritten()
    {
        Directory.CreateDirectory(File);
        Assert.ThrowsAny<Exception>(() => Sample.Write(File));
        Assert.Equal([File], Directory.GetFileSystemEntries(Path.GetDirectoryName(File)!));
    }

    [Fact]
    public void Write_WithoutAudit_KeepsItSo()
    {
        (Sample with { Audit = null }).Write(File);
        Assert.Null(ExpectedFile.Read(File)!.Audit);
    }

    [Fact]
    public void Read_NoFile_IsNull() => Assert.Null(ExpectedFile.Read(File));

    [Fact]
    public void Read_CutAtAnyByte_IsAnErrorThatNamesTheFile()
    {
        Sample.Write(File);
        var whole = System.IO.File.ReadAllBytes(File);
        for (var cut = 0; cut < whole.Length - 1; cut++)
        {
            System.IO.File.WriteAllBytes(File, whole[..cut]);
            AssertDamaged();
        }
    }

    [Theory]
    [InlineData("\"check\": {", "\"check\": null, \"was\": {")]
    [InlineData("\"check\": {", "\"czech\": {")]
    [InlineData("\"contradicted\"", "\"splendid\"")]
    [InlineData("\"contradicted\"", "3")]
    [InlineData("\"n\": 256", "\"n\": \"many\"")]
    [InlineData("\"n\": 256", "\"n\": 256, \"m\": 1")]
    [InlineData("\"differences\": {", "\"start\": {")]
    [InlineData("\"seeds\": [1, 2, 3]", "\"seeds\": [1, null, 3]")]
    [InlineData("\"seeds\": [1, 2, 3],", "")]
    [InlineData("\"numerics\": \"exact-1\"", "\"fingerprint\": \"0123456789abcdef\"")]
    [InlineData("\"entries\": {", "\"entries\": null, \"was\": {")]
    public void Read_FieldMissingUnknownOrOfAnotherType_IsAnErrorThatNamesTheFile(string field, string damaged)
    {
        Sample.Write(File);
        var text = System.IO.File.ReadAllText(File);
        Assert.Contains(field, text);
        var at = text.IndexOf(field, StringComparison.Ordinal);
        System.IO.File.WriteAllText(File, text[..at] + damaged + text[(at + field.Length)..], new UTF8Encoding(false));
        AssertDamaged();
    }

    [Fact]
    public void Folder_PathsAndClaims_AreInStep()
    {
        var folder = new ExpectedFolder(place.Folder);
        Assert.Empty(folder.Claims);
        Sample.Write(folder.PathOf("b/later"));
        Sample.Write(folder.PathOf("a/claim"));
        Sample.Write(folder.ReceivedOf("a/other"));
        Assert.Equal(["a/claim", "b/later"], folder.Claims);
        Assert.EndsWith("a/other.received.json", folder.ReceivedOf("a/other"));
        Assert.Empty(new ExpectedFolder(Path.Combine(place.Folder, "none")).Claims);
    }

    private void AssertDamaged()
    {
        var error = Assert.Throws<AuditException>(() => ExpectedFile.Read(File));
        Assert.Contains(File, error.Message);
        Assert.Contains("accept", error.Message);
    }
}
