using Pruning.Tests.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Commands;

/// <summary>
/// What <c>accept</c> refuses. It is run in a project of its own, so that a failure could harm no expected file.
/// </summary>
public sealed class AcceptCommandTests : IDisposable
{
    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Theory]
    [InlineData("true")]
    [InlineData("1")]
    public void Accept_InCI_IsRefusedBeforeAnythingIsRun(string ci)
    {
        using var child = ChildProcess.Run(new Dictionary<string, string> { ["CI"] = ci, ["LIBTORCH"] = "/nowhere" },
            "accept");
        Assert.Equal(1, child.ExitCode);
        Assert.Contains("CI", child.Errors);
        Assert.Empty(child.Output);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"schemaVersion\":99}")]
    public void Accept_DamagedAudit_IsRefused(string json)
    {
        File.WriteAllText(Path.Combine(place.Folder, "Pruning.sln"), string.Empty);
        File.WriteAllText(Path.Combine(place.Folder, "audit.json"), json);
        using var child = ChildProcess.RunIn(place.Folder, "accept", "--claims", "dynamic/penguins-rows", "--device",
            "cpu", "--from", place.Folder);
        Assert.Equal(1, child.ExitCode);
        Assert.Contains("audit.json", child.Errors);
        Assert.DoesNotContain("   at ", child.Errors);
        Assert.False(Directory.Exists(Path.Combine(place.Folder, "expected")));
    }

    [Fact]
    public void Accept_NamedFolderWithoutAnAudit_IsRefusedBeforeAnythingIsRun()
    {
        File.WriteAllText(Path.Combine(place.Folder, "Pruning.sln"), string.Empty);
        using var child = ChildProcess.RunIn(place.Folder, "accept", "--claims", "dynamic/penguins-rows", "--device",
            "cpu", "--from", place.Folder);
        Assert.Equal(1, child.ExitCode);
        Assert.Contains("Name the folder of a report", child.Errors);
        Assert.False(Directory.Exists(Path.Combine(place.Folder, "expected")));
    }
}
