// One task a verb. build.sh runs the task named by its first argument.

var root = MakeAbsolute(Directory(".."));
var solution = root.CombineWithFilePath("Pruning.sln").FullPath;
var program = root.CombineWithFilePath("src/Reproductions/Reproductions.csproj").FullPath;
var race = root.CombineWithFilePath("benchmarks/Bench/Bench.csproj").FullPath;
var browser = root.CombineWithFilePath("tests/Browser/Browser.Tests.csproj").FullPath;
var kernels = root.CombineWithFilePath("benchmarks/Kernels/Kernels.csproj").FullPath;
var artifacts = root.Combine("artifacts");
const string configuration = "Release";

// What stood after the target on build.sh's command line, a separator behind each argument, and where that was typed.
var passed = EnvironmentVariable("PRUNING_ARGUMENTS", "").Split('\x1f')[..^1];
var caller = Directory(EnvironmentVariable("PRUNING_CALLER", root.FullPath));

// The exit code of a program whose own words say all there is to say.
var exitCode = 0;

ProcessArgumentBuilder Append(ProcessArgumentBuilder builder, IEnumerable<string> arguments) =>
    arguments.Aggregate(builder, (all, argument) => all.Append(Quote(argument)));

// Within quotes a backslash counts only before a quote, where it and the quote need one each.
string Quote(string argument) =>
    '"' + System.Text.RegularExpressions.Regex.Replace(argument, @"(\\*)(""|$)", m => m.Groups[1].Value + m.Groups[1].Value + (m.Groups[2].Length > 0 ? "\\\"" : "")) + '"';

bool Keep(int code)
{
    exitCode = code;
    return true;
}

// Paths among the arguments are relative to where they were typed; by default the repository keeps the results.
void Audit(string[] arguments)
{
    var named = arguments.Any(a => a == "--out" || a.StartsWith("--out=") || a.StartsWith("--out:"));
    var folder = named ? [] : new[] { "--out", artifacts.Combine("audit").FullPath };
    DotNetRun(program, Append(new ProcessArgumentBuilder(), ["audit", .. arguments, .. folder]), new DotNetRunSettings
    {
        Configuration = configuration,
        WorkingDirectory = caller,
        HandleExitCode = Keep,
    });
}

void Format(string[] arguments) => DotNetFormat(solution, new DotNetFormatSettings
{
    ArgumentCustomization = builder => Append(builder, arguments),
    HandleExitCode = Keep,
});

Task("Restore")
    .Does(() => DotNetRestore(solution, new DotNetRestoreSettings { Verbosity = DotNetVerbosity.Quiet }));

Task("Build")
    .Description("Warnings are errors.")
    .IsDependentOn("Restore")
    .Does(() => DotNetBuild(solution, new DotNetBuildSettings
    {
        Configuration = configuration,
        NoRestore = true,
        Verbosity = DotNetVerbosity.Minimal,
    }));

Task("Test")
    .Description("Every test, the slow ones (Category=Slow) too; results as TRX and JUnit XML in artifacts/tests.")
    .IsDependentOn("Build")
    .Does(() =>
    {
        var results = artifacts.Combine("tests");
        CleanDirectory(results);
        string[] loggers = ["trx", "junit;LogFileName={assembly}.junit.xml", "console;verbosity=normal",
            .. EnvironmentVariable("GITHUB_ACTIONS") == "true" ? ["GitHubActions;summary-include-passed=false"] : Array.Empty<string>()];
        DotNetTest(solution, new DotNetTestSettings
        {
            Configuration = configuration,
            NoBuild = true,
            ResultsDirectory = results,
            Loggers = loggers,
            // One project after the other: each keeps every core busy by itself.
            ArgumentCustomization = builder => Append(builder.Append("-m:1"), passed),
            HandleExitCode = Keep,
        });
        if (exitCode == 0 && !GetFiles($"{results}/*.trx").Any(trx => XmlPeek(trx, "//*[local-name()='Counters']/@executed") is not (null or "0")))
        {
            exitCode = 1;
            Error("No test was run: the filter matches none.");
        }
    });

Task("Pack")
    .Description("The library, the tool and the template as NuGet packages; CONTRIBUTING.md, A release.")
    .IsDependentOn("Restore")
    .Does(() =>
    {
        var packages = artifacts.Combine("packages");
        CleanDirectory(packages);
        DotNetPack(solution, new DotNetPackSettings
        {
            NoRestore = true,
            Verbosity = DotNetVerbosity.Quiet,
            ArgumentCustomization = builder => builder.Append("-nologo"),
        });
        foreach (var package in GetFiles($"{packages}/*.nupkg"))
        {
            Console.WriteLine($"{package}  {Context.FileSystem.GetFile(package).Length / 1024.0 / 1024.0:0.00} MiB");
        }
    });

Task("Browser")
    .Description("The report in an installed Chromium; results beside those of the other tests.")
    .Does(() => DotNetTest(browser, new DotNetTestSettings
    {
        Configuration = configuration,
        ResultsDirectory = artifacts.Combine("tests"),
        Loggers = ["trx;LogFileName=browser.trx", "console;verbosity=normal"],
        ArgumentCustomization = builder => Append(builder, passed),
        HandleExitCode = Keep,
    }));

Task("Audit").Does(() => Audit(passed));

Task("Format").Does(() => Format(passed));

Task("Bench")
    .Description("The same work in PyTorch, side by side, or with --kernels each kernel; benchmarks/README.md.")
    .Does(() =>
    {
        var project = passed.Contains("--kernels") ? kernels : race;
        var arguments = passed.Where(a => a != "--kernels");
        DotNetRun(project, Append(new ProcessArgumentBuilder(), arguments), new DotNetRunSettings
        {
            Configuration = configuration,
            WorkingDirectory = root,
            HandleExitCode = Keep,
        });
    });

Task("FormatCheck").Does(() =>
{
    Format(["--verify-no-changes"]);
    if (exitCode != 0)
    {
        throw new CakeException(exitCode, "Some sources are not formatted; ./build.sh format mends them.");
    }
});

Task("SmokeAudit")
    .IsDependentOn("Test")
    .WithCriteria(() => exitCode == 0)
    .Does(() => Audit(["--claims", "dynamic/penguins-rows", "--out", artifacts.Combine("smoke").FullPath]));

Task("Ci")
    .IsDependentOn("FormatCheck")
    .IsDependentOn("Test")
    .IsDependentOn("SmokeAudit");

RunTarget(Argument("target", "Build"));
Environment.Exit(exitCode);
