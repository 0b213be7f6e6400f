using TorchSharp;
using TorchSharp.Finding;
using Xunit;

namespace Pruning.Tests.Properties.Engine;

public sealed class FinderTests
{
    [Fact]
    public void Find_LibtorchSet_PrefersIt()
    {
        var machine = new FakeMachine { ["LIBTORCH"] = "/chosen" }.With("/chosen").WithDebian();
        Assert.Equal("/chosen/lib", new LibTorchFinder(machine).Find().Libraries);
    }

    [Fact]
    public void Find_LibtorchWrong_IsAnErrorThatNamesIt_EvenIfAnotherExists()
    {
        var machine = new FakeMachine { ["LIBTORCH"] = "/wrong" }.WithDebian();
        var error = Assert.Throws<LibTorchNotFoundException>(() => new LibTorchFinder(machine).Find());
        Assert.Contains("'/wrong'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_PackageAndPython_PrefersThePackage()
    {
        var machine = new FakeMachine { ["PATH"] = "/opt/bin" }.WithDebian().WithPython("/opt/bin/python3", "/site/torch");
        Assert.Equal("/usr/include", new LibTorchFinder(machine).Find().Include);
    }

    [Fact]
    public void Find_SeveralPythons_TakesTheFirstThatHasTorch()
    {
        var machine = new FakeMachine { ["PATH"] = "/a:/b:/c" }
            .WithPython("/a/python3", package: "")
            .WithPython("/b/python3", "/b/site/torch")
            .WithPython("/c/python3", "/c/site/torch");
        Assert.Equal("/b/site/torch/lib", new LibTorchFinder(machine).Find().Libraries);
    }

    [Fact]
    public void Find_PathWithoutTorch_AsksTheSystemsPython()
    {
        var machine = new FakeMachine { ["PATH"] = "/a" }
            .WithPython("/a/python3", package: "")
            .WithPython("/usr/bin/python3", "/usr/lib/python3/torch");
        Assert.Equal("/usr/lib/python3/torch/include", new LibTorchFinder(machine).Find().Include);
    }

    [Fact]
    public void Find_Nothing_NamesTheThreeWaysAndTheScript()
    {
        var error = Assert.Throws<LibTorchNotFoundException>(() => new LibTorchFinder(new FakeMachine()).Find());
        Assert.All(["./build.sh", "libtorch-dev", "python3", "LIBTORCH"], way => Assert.Contains(way, error.Message, StringComparison.Ordinal));
    }

    /// <summary>A machine of which only these variables, files and pythons exist.</summary>
    private sealed class FakeMachine : Dictionary<string, string>, IMachine
    {
        private readonly HashSet<string> _files = [];
        private readonly Dictionary<string, string> _pythons = [];

        public string? Variable(string name) => this.GetValueOrDefault(name);

        public bool FileExists(string path) => _files.Contains(path);

        public string? Output(string program, params IReadOnlyList<string> arguments) => _pythons.GetValueOrDefault(program);

        public FakeMachine With(string torch) => With(torch + "/include", torch + "/lib");

        public FakeMachine WithDebian() => With("/usr/include", $"/usr/lib/{Machine.Multiarch}");

        public FakeMachine WithPython(string python, string package)
        {
            _files.Add(python);
            _pythons[python] = package + "\n";
            return package.Length > 0 ? With(package) : this;
        }

        private FakeMachine With(string include, string libraries)
        {
            _files.Add(include + "/ATen/ATen.h");
            _files.Add(libraries + "/libtorch_cpu.so");
            return this;
        }
    }
}
