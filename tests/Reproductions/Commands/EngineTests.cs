using Pruning.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Commands;

/// <summary>Engines and devices that are not there: exit code 1, and the ways out.</summary>
public sealed class EngineTests
{
    private static readonly Dictionary<string, string> NoVariables = [];

    [Fact]
    public void Audit_WrongLibTorch_NamesTheVariableAndTheWaysOut()
    {
        using var child = ChildProcess.Run(new Dictionary<string, string> { ["LIBTORCH"] = "/nowhere/libtorch" },
            "audit", "--claims", "dynamic/penguins-rows");
        AssertFailed(child, "LIBTORCH", "/nowhere/libtorch", "unset");
        Assert.Empty(child.Output);
    }

    [Fact]
    public void Doctor_WrongLibTorch_SaysWhatIsMissingAndWhatIsThere()
    {
        using var child = ChildProcess.Run(new Dictionary<string, string> { ["LIBTORCH"] = "/nowhere/libtorch" },
            "doctor");
        Assert.Equal(1, child.ExitCode);
        Assert.Contains("engine: MISSING", child.Output);
        Assert.Contains("/nowhere/libtorch", child.Output);
        Assert.Contains("333 complete rows", child.Output);
    }

    [Fact]
    public void Doctor_LibTorchThatIsNone_SaysWhichFileAndTheWaysOutWithoutAnException()
    {
        using var place = new Auditing.Workplace();
        foreach (var name in new[] { "libtorch_cpu.so", "libtorch_cpu.dylib", "torch_cpu.dll" })
        {
            File.WriteAllText(Path.Combine(place.Folder, name), "no library");
        }

        using var child = ChildProcess.Run(new Dictionary<string, string> { ["LIBTORCH"] = place.Folder }, "doctor",
            "--device", "cpu");
        Assert.Contains("libtorch: cannot be loaded. The system does not load", child.Output);
        Assert.All([place.Folder, "LIBTORCH", "unset", "--device cpu"], said => Assert.Contains(said, child.Output));
        Assert.DoesNotContain("   at ", child.Output + child.Errors);
    }

    [Fact]
    public void Doctor_TwoAtOnceInAnEmptyCache_BothLoadLibTorch()
    {
        using var place = new Auditing.Workplace();
        var variables = new Dictionary<string, string> { ["XDG_CACHE_HOME"] = Path.Combine(place.Folder, "cache") };
        using var one = ChildProcess.Start(variables, "doctor", "--device", "cpu");
        using var two = ChildProcess.Start(variables, "doctor", "--device", "cpu");
        foreach (var child in new[] { one, two })
        {
            child.Wait();
            Assert.Equal((0, string.Empty), (child.ExitCode, child.Errors));
            Assert.Contains("libtorch: 2.10", child.Output);
        }

        // None where the system's libstdc++ is new enough.
        var copies = Directory.GetFiles(place.Folder, "*LibTorchSharp*", SearchOption.AllDirectories);
        Assert.True(copies.Length <= 1, string.Join('\n', copies));
    }

    [Fact]
    public void List_WrongLibTorch_NeedsNone()
    {
        using var child = ChildProcess.Run(new Dictionary<string, string> { ["LIBTORCH"] = "/nowhere/libtorch" },
            "list");
        Assert.Equal((0, string.Empty), (child.ExitCode, child.Errors));
        Assert.All(Catalogue.Claims, c => Assert.Contains(c.Id, child.Output));
    }

    [Fact]
    public void Audit_UnknownDeviceInVariable_NamesTheVariable()
    {
        using var child = ChildProcess.Run(new Dictionary<string, string> { ["PRUNING_DEVICE"] = "abacus" }, "audit",
            "--claims", "dynamic/penguins-rows");
        AssertFailed(child, "PRUNING_DEVICE", "'abacus'", "cpu or cuda");
    }

    [Fact]
    public void Audit_CudaWithoutGpu_NamesTheWayOut()
    {
        _ = Auditing.Workplace.Machine;
        Assert.SkipWhen(Pruning.Shared.Engine.Gpu.IsAvailable, "There is a GPU.");
        using var child = ChildProcess.Run(NoVariables, "audit", "--claims", "dynamic/penguins-rows", "--device",
            "cuda");
        AssertFailed(child, "CUDA", "--device cpu", "LIBTORCH");
    }

    [Fact]
    public void Doctor_Cpu_FindsEngineAndData()
    {
        using var child = ChildProcess.Run(NoVariables, "doctor", "--device", "cpu");
        Assert.Equal((0, string.Empty), (child.ExitCode, child.Errors));
        Assert.Contains($"  {"numerics",-28} {Auditing.Workplace.Machine.Numerics}", child.Output);
        Assert.Contains("engine: found", child.Output);
        Assert.Contains("libtorch: 2.10", child.Output);
        Assert.Contains("333 complete rows", child.Output);
    }

    private static void AssertFailed(ChildProcess child, params string[] said)
    {
        Assert.Equal(1, child.ExitCode);
        Assert.All(said, words => Assert.Contains(words, child.Errors));
        Assert.DoesNotContain("   at ", child.Errors);
    }
}
