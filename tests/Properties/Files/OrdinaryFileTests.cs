using System.Diagnostics;
using Pruning.Shared.Files;
using Xunit;

namespace Pruning.Tests.Properties.Files;

public sealed class OrdinaryFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ordinary-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void OpenRead_File_ReadsIt()
    {
        var path = Path.Combine(folder, "a");
        File.WriteAllText(path, "text");
        using var reader = new StreamReader(OrdinaryFile.OpenRead(path));
        Assert.Equal("text", reader.ReadToEnd());
    }

    /// <summary>To open a pipe that nobody writes to would wait for ever; a device may have no end.</summary>
    [Theory]
    [InlineData("pipe")]
    [InlineData("/dev/zero")]
    [InlineData("link")]
    public void OpenRead_Device_IsRefusedAtOnce(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere devices are not known.");
        using (var make = Process.Start("mkfifo", [Path.Combine(folder, "pipe")]))
        {
            make.WaitForExit();
        }

        File.CreateSymbolicLink(Path.Combine(folder, "link"), Path.Combine(folder, "pipe"));
        var path = Path.Combine(folder, name);
        Assert.Contains($"'{path}'", Assert.Throws<IOException>(() => OrdinaryFile.OpenRead(path)).Message);
    }

    [Fact]
    public void OpenRead_NothingThere_SaysSo() => Assert.Throws<FileNotFoundException>(() =>
        OrdinaryFile.OpenRead(Path.Combine(folder, "nothing")));
}
