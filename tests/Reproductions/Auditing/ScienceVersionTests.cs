using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Expectations;
using Pruning.Reproductions.Judging;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Studies;
using Pruning.Reproductions.Studies.Steps;
using Pruning.Shared.Data.Sources;
using Pruning.Shared.Kernels;
using Pruning.Shared.Statistics;
using Pruning.Shared.Training;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing;

public sealed class ScienceVersionTests
{
    [Fact]
    public void Current_IsTheSameTwice()
    {
        Assert.Matches("^[0-9a-f]{16}$", ScienceVersion.Current);
        Assert.Equal(ScienceVersion.Current, CodeDigest.Of(ScienceVersion.Types.Reverse(), typeof(Trainer).Assembly));
    }

    [Fact]
    public void Types_HoldEveryStudyAndWhatRunsIt()
    {
        Type[] bases = [typeof(Study), typeof(Session), typeof(Step), typeof(IStudyDesign)];

        // Runs that were made elsewhere and are only judged here are not this program's figures.
        var running = typeof(Study).Assembly.GetTypes().Where(t => bases.Any(b => b.IsAssignableFrom(t)))
            .Except([typeof(TableStudy)]).ToList();
        Assert.True(running.Count > 20);
        Assert.Empty(running.Append(typeof(Reading)).Append(typeof(Trainer)).Append(typeof(Exact))
            .Except(ScienceVersion.Types));
    }

    [Fact]
    public void Types_LeaveOutWhatMovesNoFigure()
    {
        Type[] others = [.. Catalogue.Documents.Select(d => d.GetType()), typeof(ReportWriter), typeof(Comparison),
            typeof(Rule), typeof(DataStore)];
        Assert.Empty(ScienceVersion.Types.Intersect(others));
        Assert.DoesNotContain(ScienceVersion.Types, t => t.DeclaringType is { } outer && others.Contains(outer));
    }

    [Fact]
    public void Types_LeaveOutWhatJudges()
    {
        Assert.DoesNotContain(ScienceVersion.Types, t => t.Namespace == typeof(SkewCorrected).Namespace);
        Assert.DoesNotContain(ScienceVersion.Types, t => t.Namespace!.EndsWith(".Remarks", StringComparison.Ordinal));
    }

    [Fact]
    public void OfTraining_IsNarrower()
    {
        // A net's key holds its examples, step, seed and start, so only what trains can change it.
        Assert.NotEqual(ScienceVersion.Current, ScienceVersion.OfTraining);
        Assert.Contains(typeof(Trainer), ScienceVersion.TrainingTypes);
        Assert.Contains(typeof(TrainStep), ScienceVersion.TrainingTypes);
        Assert.Contains(typeof(Exact), ScienceVersion.TrainingTypes);
        Assert.DoesNotContain(typeof(Study), ScienceVersion.TrainingTypes);
        Assert.Empty(ScienceVersion.TrainingTypes.Except(ScienceVersion.Types));
    }

    [Fact]
    public void Embedded_DataCountsToo() =>
        Assert.NotEqual(ScienceVersion.Current, CodeDigest.Of(ScienceVersion.Types));
}
