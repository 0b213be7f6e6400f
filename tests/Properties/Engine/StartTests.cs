using System.Diagnostics;
using TorchSharp;
using TorchSharp.Finding;
using Xunit;

namespace Pruning.Tests.Properties.Engine;

public sealed class StartTests
{
    [Fact]
    public void Start_FromManyThreads_SucceedsForAll()
    {
        Parallel.For(0, 8, _ => TorchSharp.Engine.Start());
        var description = TorchSharp.Engine.Describe();
        Assert.Equal("system", description.Backend);
        Assert.True(File.Exists(Path.Combine(description.Location, "libtorch_cpu.so")));
    }

    [Fact]
    public void Start_LibtorchNamesAWrongFolder_GivesTheOneErrorAndNoOther()
    {
        using var folder = new TemporaryFolder();
        var test = $"{typeof(OperatorTests).FullName}.{nameof(OperatorTests.Matmul_TwoByTwo_IsTheHandComputedProduct)}";
        var start = new ProcessStartInfo("dotnet", [typeof(StartTests).Assembly.Location, "-method", test])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["LIBTORCH"] = folder.Path;
        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        Assert.NotEqual(0, child.ExitCode);
        Assert.Contains($"{nameof(LibTorchNotFoundException)} : LIBTORCH is '{folder.Path}'", output, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(TypeInitializationException), output, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(DllNotFoundException), output, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_SecondTime_ReusesTheFirstResult_AndLeavesNothingElse()
    {
        const string Source = "extern \"C\" int answer() { return 42; }";
        using var folder = new TemporaryFolder();
        var machine = new Machine();
        var torch = new LibTorchFinder(machine).Find();
        var compiled = new string[2];
        Parallel.For(0, 2, i => compiled[i] = new NativeCompiler(machine, folder.Path).Compile(Source, torch));
        var written = File.GetLastWriteTimeUtc(compiled[0]);
        Assert.Equal(compiled[0], compiled[1]);
        Assert.Equal(compiled[0], new NativeCompiler(machine, folder.Path).Compile(Source, torch));
        Assert.Equal(written, File.GetLastWriteTimeUtc(compiled[0]));
        Assert.Equal([compiled[0]], Directory.GetFiles(folder.Path));

        var other = new NativeCompiler(machine, folder.Path).Compile(Source + "\n", torch);
        Assert.NotEqual(compiled[0], other);
    }

    [Fact]
    public void Compile_CodeThatDoesNot_SaysWhichLibtorchAndWhy()
    {
        using var folder = new TemporaryFolder();
        var machine = new Machine();
        var torch = new LibTorchFinder(machine).Find();
        var error = Assert.Throws<LibTorchNotFoundException>(
            () => new NativeCompiler(machine, folder.Path).Compile("#error no such luck", torch));
        Assert.Contains(torch.Source, error.Message, StringComparison.Ordinal);
        Assert.Contains("no such luck", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Fingerprint_Asked_NamesEveryPartAndTwiceTheSame()
    {
        var first = TorchSharp.Engine.Fingerprint(torch.CPU);
        Assert.Equal(["backend", "blas", "blasCore", "capability", "cuda", "device", "libtorch", "oneDnn", "optimizer"], first.Keys);
        Assert.DoesNotContain("", first.Values);
        Assert.Equal(first, TorchSharp.Engine.Fingerprint(torch.CPU));
    }

    [Fact]
    public void SetThreads_One_BindsAtenAndBlas()
    {
        TorchSharp.Engine.SetThreads(1);
        Assert.Equal(1, torch.get_num_threads());
        Assert.InRange(TorchSharp.Native.Slim.GetBlasThreads(), -1, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => TorchSharp.Engine.SetThreads(0));
    }

    [Fact]
    public void Warnings_GradientOfANonLeaf_AreKeptNotPrinted()
    {
        using var scope = torch.NewDisposeScope();
        var inner = torch.ones(1, requires_grad: true) * 2;
        Assert.Null(inner.grad);
        Assert.Contains(TorchSharp.Engine.Warnings, warning => warning.Contains("not a leaf", StringComparison.Ordinal));
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("engine").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
