using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Engine;
using Pruning.Shared.Pruning;
using Xunit;

namespace Pruning.Tests.Reproductions.Studies;

public sealed class StudyRunTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_Progress_AddsUpToTheSeeds(int seeds)
    {
        foreach (var nets in new[] { new TrainedNets(), Trained() })
        {
            var told = new List<double>();
            Run(new SmallStudy(), [.. Enumerable.Range(1, seeds)], nets, told.Add);
            Assert.Equal(seeds, told.Sum(), 1e-9);
            Assert.All(told, part => Assert.True(part > -1e-12));
            Assert.True(told.Count > 3);
        }

        TrainedNets Trained()
        {
            var nets = new TrainedNets();
            Run(new SmallStudy(), [1], nets);
            return nets;
        }
    }

    [Fact]
    public void Run_Twice_GivesTheSameBitsWhateverTheCompany()
    {
        var (alone, together) = (Run(new SmallStudy(), [2])[0], Run(new SmallStudy(), [1, 2, 3])[1]);
        Assert.Equal(alone.Values, together.Values);
        Assert.Equal(alone.Examples["trained.testAccuracy"], together.Examples["trained.testAccuracy"]);
        Assert.Equal(alone.Curves["weight.testAccuracy"], together.Curves["weight.testAccuracy"]);
    }

    [Fact]
    public void Run_AnotherReading_TrainsOnlyWhatItMoves()
    {
        var nets = new TrainedNets();
        Run(new SmallStudy(), [1, 2], nets);
        Assert.Equal(4, nets.Trainings);
        Run(new SmallStudy { Scope = Scope.Layerwise }, [1, 2], nets);
        Assert.Equal(6, nets.Trainings); // the ticket is another, the trained net is not
        Run(new SmallStudy(), [1, 2, 3], nets);
        Assert.Equal(8, nets.Trainings);
    }

    [Fact]
    public void Run_Levels_AreThoseOfSinglePrunings()
    {
        var replicate = Run(new SmallStudy(), [1]).Single();
        Assert.Equal(replicate.Values["trained.testAccuracy"], replicate.Values["weight@0.testAccuracy"]);
        Assert.Equal(replicate.Values["pruned.testAccuracy"], replicate.Values["weight@50.testAccuracy"]);
        Assert.Equal(10, replicate.Values["pruned.removed"]); // half of 3·4 + 4·2 weights
        Assert.Equal(
            [replicate.Values["weight@0.testAccuracy"], replicate.Values["weight@50.testAccuracy"],
                replicate.Values["weight@75.testAccuracy"]],
            replicate.Curves["weight.testAccuracy"]);
    }

    [Fact]
    public void Plan_NameTwice_IsRefused() => Assert.Throws<ArgumentException>(() =>
    {
        var plan = new StudyPlan(SmallStudy.Data);
        plan.Measure("a", plan.Start(SmallStudy.Net, Init.FanIn()))
            .Measure("a", plan.Start(SmallStudy.Net, Init.Glorot()));
    });

    [Fact]
    public void Run_OtherExamplesUnderTheSameId_AreTrainedAnew()
    {
        var nets = new TrainedNets();
        var other = SmallStudy.Data with
        {
            Load = () =>
            new(SmallStudy.Examples(12, factor: -1), SmallStudy.Examples(6))
        };
        foreach (var set in new[] { SmallStudy.Data, other, SmallStudy.Data })
        {
            using var data = new OpenData(set, Device.Cpu);
            using var run = new StudyRun(new SmallStudy().Plan(whole: false), [1], data, nets, _ => { },
                CancellationToken.None);
            run.Run();
        }

        Assert.Equal(4, nets.Trainings);
    }

    [Theory]
    [InlineData(0, 120)]
    [InlineData(50, 0)]
    [InlineData(50, 50)]
    public void Sweep_LevelsThatDoNotAscendToAHundred_NameTheCurve(int first, int second)
    {
        var plan = new StudyPlan(SmallStudy.Data);
        var start = plan.Start(SmallStudy.Net, Init.FanIn());
        Assert.Contains("'weight'", Assert.Throws<ArgumentException>(() =>
            plan.Sweep("weight", [first, second], start, _ => start)).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    public void Plan_NameWithADotOrNone_IsRefused(string name)
    {
        var plan = new StudyPlan(SmallStudy.Data);
        Assert.Throws<ArgumentException>(() => plan.Measure(name, plan.Start(SmallStudy.Net, Init.FanIn())));
    }

    [Fact]
    public void Data_OtherCountsThanDeclared_IsRefused()
    {
        using var data = new OpenData(SmallStudy.Data with { TestCount = 7 }, Device.Cpu);
        Assert.Contains("declares 12 training and 7 test",
            Assert.Throws<InvalidOperationException>(() => data.Test).Message);
    }

    private static IReadOnlyList<Replicate> Run(SmallStudy design, int[] seeds, TrainedNets? nets = null,
        Action<double>? advance = null)
    {
        using var data = new OpenData(SmallStudy.Data, Device.Cpu);
        using var run = new StudyRun(design.Plan(whole: true), seeds, data, nets ?? new(), advance ?? (_ => { }),
            CancellationToken.None);
        return run.Run();
    }
}
