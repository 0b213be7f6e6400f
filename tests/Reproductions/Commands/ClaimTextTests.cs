using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Commands;
using Pruning.Tests.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Commands;

/// <summary>What <c>list</c>, <c>explain</c> and <c>audit</c> say of claims that are long or lack their data.</summary>
public sealed class ClaimTextTests
{
    private const string WayOut = "Set PRUNING_DATA.";

    [Fact]
    public void List_LongClaim_IsMarked()
    {
        Assert.Contains("--long", ListCommand.Line(new FakeStudy { Long = true }.Claim()));
        Assert.DoesNotContain("long", ListCommand.Line(new FakeStudy().Claim()));
    }

    [Fact]
    public void Explain_LongClaim_SaysWhatRunsIt()
    {
        Assert.Contains("audit --long", Explained(new FakeStudy { Long = true }));
        Assert.DoesNotContain("--long", Explained(new FakeStudy()));
        Assert.Contains("a look after 8 replicates, and by audit --long after 16 too",
            Explained(new FakeStudy { Replicates = new([8, 16], 5, 5) }));
    }

    [Fact]
    public void Explain_DataMissing_SaysForWhichReadingsAndHowToGetThem()
    {
        Assert.Contains($"order=down: {WayOut}",
            Explained(new FakeStudy { MissingOf = r => r.Id == "order=down" ? WayOut : null }));
        Assert.Contains($"primary; as-shipped; speed=faster,order=down; speed=fast; speed=faster; order=down: {WayOut}",
            Explained(new FakeStudy { MissingOf = _ => WayOut }));
        Assert.DoesNotContain("not here", Explained(new FakeStudy()));
    }

    [Fact]
    public void ListAndExplain_FigureThatIsNotPrintedAsText_IsShownWithItsUnit()
    {
        var claim = new FakeStudy().Claim() with { Published = new(6130, null, "parameters") };
        Assert.EndsWith(" 6130 parameters", ListCommand.Line(claim));
        Assert.Contains("published  6130 parameters\n", Explained(claim));
        var nothing = claim with { Published = Published.Nothing("parameters") };
        Assert.EndsWith(" –", ListCommand.Line(nothing));
        Assert.Contains("published  no figure\n", Explained(nothing));
    }

    [Fact]
    public void Progress_ClaimsNotRun_AreToldInOneLine()
    {
        var study = new FakeStudy { Long = true };
        Assert.Equal("Not run here (long): dynamic/fake, dynamic/fake-a. Long studies are run by audit --long only.",
            Progress.Sentence([study.Claim(), study.ClaimOnA()], Obstacle.Long));
    }

    private static string Explained(FakeStudy study) => Explained(study.Claim());

    private static string Explained(Claim claim)
    {
        var output = new StringWriter { NewLine = "\n" };
        ExplainCommand.Explain(claim, output);
        return output.ToString();
    }
}
