using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Papers.Checklist;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Engine;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.Checklist;

public sealed class ChecklistTests
{
    private static Claim Claim => Catalogue.Claims.Single(c => c.Id == "reporting/checklist");

    [Fact]
    public void WriteUps_Ids_AreFiveDocumentsInTheCataloguesOrder()
    {
        string[] ids = [.. WriteUps.All.Select(w => w.Id)];
        Assert.Equal(5, ids.Length);
        Assert.Equal(ids, Catalogue.Documents.Select(d => d.Id).Intersect(ids));
    }

    [Fact]
    public void WriteUps_Entries_AreEveryItemOnceInOrder() =>
        Assert.All(WriteUps.All, w => Assert.Equal(ReportingChecklist.Items, w.Entries.Select(e => e.Item)));

    [Fact]
    public void Entries_Place_IsNowhereExactlyWhereNothingIsMet() =>
        Assert.All(WriteUps.All.SelectMany(w => w.Entries), e =>
        {
            Assert.NotEmpty(e.Place.Trim());
            Assert.Equal(e.Answer == Answer.Missed, e.Place == "nowhere");
        });

    [Fact]
    public void Entries_MetInPart_SayWhatIsThereOrMissing() => Assert.All(
        WriteUps.All.SelectMany(w => w.Entries).Where(e => e.Answer == Answer.Partly), e => Assert.NotEmpty(e.Remark));

    [Fact]
    public void Items_Texts_AreAllDifferent() =>
        Assert.Distinct(ReportingChecklist.Items.Select(ReportingChecklist.Text));

    [Fact]
    public void Figures_OfEveryWriteUp_AddUp()
    {
        var values = Run().Values;
        Assert.All(WriteUps.All.Select(w => w.Id).Append("all"), id =>
        {
            Assert.Equal(values[$"{id}.items"],
                values[$"{id}.met"] + values[$"{id}.partly"] + values[$"{id}.missed"]);
            Assert.Equal(values[$"{id}.notFullyMet"], values[$"{id}.partly"] + values[$"{id}.missed"]);
        });
        Assert.All(["items", "met", "partly", "missed", "notFullyMet"], count =>
            Assert.Equal(values[$"all.{count}"], WriteUps.All.Sum(w => values[$"{w.Id}.{count}"])));
    }

    [Fact]
    public void Figures_OfDynamicPruning_AreThoseCountedByHand()
    {
        // Met: code, compression, magnitude, others. Not: range, runs, speed-up, random. The other seven in part.
        var values = Run().Values;
        Assert.Equal((15, 4, 7, 4), (values["dynamic.items"], values["dynamic.met"], values["dynamic.partly"],
            values["dynamic.missed"]));
    }

    [Fact]
    public void Claim_OnItsFigures_IsContradictedByEveryWriteUp()
    {
        var judgement = Claim.Judge([Run()], Claim.Readings[0]);
        Assert.Equal(Verdict.Contradicted, judgement.Verdict);
        Assert.Equal(["all", .. WriteUps.All.Select(w => w.Id)], judgement.Parts.Select(p => p.Quantity.Split('.')[0]));
        Assert.All(judgement.Parts, p => Assert.Equal(Verdict.Contradicted, p.Verdict));
        Assert.Equal(11, judgement.Parts.Single(p => p.Quantity == "dynamic.notFullyMet").Estimate);
        Assert.Equal(judgement.Parts.Skip(1).Sum(p => p.Estimate), judgement.Estimate);
        Assert.Contains("Of 75 answers 11 are met, 31 partly, 33 not.", judgement.Notes[0], StringComparison.Ordinal);
        Assert.EndsWith("Several seeds, with mean and spread; Theoretical speed-up: multiply-accumulates before and "
            + "after; Random pruning as a baseline.", judgement.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Words_Cells_AreTheEntries()
    {
        var words = Claim.Words!;
        Assert.Equal(WriteUps.All.Select(w => w.Id), words.Columns);
        Assert.All(ReportingChecklist.Items.Index(), item => Assert.Equal(
            WriteUps.All.Select(w => w.Entries[item.Index].Text), words.CellsOf(item.Index).Select(c => c.Detail)));
        Assert.Equal([("✓", 11), ("partly", 31), ("–", 33)], words.Cells.CountBy(c => c.Short)
            .Select(c => (c.Key, c.Value)).OrderBy(c => c.Value));
    }

    private static Replicate Run()
    {
        using var session = Claim.Study.Open(Device.Cpu);
        return session.Run(Claim.Study.Primary, [1], _ => { }, TestContext.Current.CancellationToken).Single();
    }
}
