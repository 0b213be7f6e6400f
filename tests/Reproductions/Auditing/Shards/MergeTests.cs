using FsCheck.Xunit;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Auditing.Shards;
using Pruning.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing.Shards;

/// <summary>Shards that are merged are the undivided audit, to the bit.</summary>
public sealed class MergeTests : IDisposable
{
    private readonly ShardPlace place = new();
    private readonly FakeStudy study = new();
    private readonly FakeStudy byLooks = new("dynamic/fake-looks") { Replicates = new([8, 16, 32], 5, 5) };

    private Claim[] Claims => [study.Claim(), study.ClaimOnA()];

    /// <summary>Decided by no number of seeds: it depends on two test examples that lie a whole nat apart.</summary>
    private Claim Undecided => byLooks.ClaimOnA("dynamic/undecided") with
    {
        Rule = new BoundRule(Quantity.Metric("a.loss"), 0.5),
    };

    public void Dispose() => place.Dispose();

    [Property(MaxTest = 6)]
    public void Merge_AnyNumberInAnyOrder_IsTheUndividedAudit(byte more, int order)
    {
        using var other = new ShardPlace();
        var fakes = new FakeStudy { Diverges = s => s == 3 };
        var options = new AuditOptions { Claims = [fakes.Claim(), fakes.ClaimOnA()], Readings = ReadingSet.Unstated };
        var folders = other.RunAll(options, 1 + (more % 9));
        Assert.Equal(7 + (2 * 5), fakes.Finished.Count);
        Assert.All(fakes.Finished.Values, times => Assert.Equal(1, times));
        new Random(order).Shuffle(folders);
        Assert.Equal(Undivided(options), Figures(other.Merge(options.Claims, folders)));
    }

    [Fact]
    public void Merge_SameMachine_HasItsFactsInTheirOrder()
    {
        place.RunAll(new() { Claims = Claims }, 2);
        var facts = Workplace.Machine.Facts;
        var merged = place.Merge(Claims).Result!.Environment;
        Assert.Equal(facts.Keys, merged.Keys);
        Assert.All(facts.Keys.Where(k => k != "time"), k => Assert.Equal(facts[k], merged[k]));
    }

    [Fact]
    public void Merge_ShardTwiceAndFolderTwice_ChangeNothing()
    {
        using var elsewhere = new ShardPlace();
        var options = new AuditOptions { Claims = Claims };
        var folders = place.RunAll(options, 3);
        var again = elsewhere.Run(options, 2, 3);
        Assert.Equal(Undivided(options),
            Figures(place.Merge(Claims, folders[2], again, folders[0], folders[1], folders[0] + "/")));
    }

    [Fact]
    public void Merge_Again_WritesNothingTwice()
    {
        place.Run(new() { Claims = Claims }, 1, 2);
        place.Merge(Claims);
        place.Run(new() { Claims = Claims }, 2, 2);
        place.Merge(Claims);
        var ledger = Path.Combine(place.Folder, Ledger.FileName);
        var before = File.ReadAllBytes(ledger);
        Assert.Equal(7, File.ReadAllLines(ledger).Length);
        place.Merge(Claims);
        Assert.Equal(before, File.ReadAllBytes(ledger));
    }

    [Fact]
    public void Merge_NumberChangedOnTheWay_IsTheUndividedAudit()
    {
        var options = new AuditOptions { Claims = Claims };
        place.Run(options, 1, 3);
        place.RunAll(options, 2);
        Assert.Equal(Undivided(options), Figures(place.Merge(Claims)));
    }

    [Fact]
    public void Merge_ShardMissing_NamesItAndKeepsTheOthers()
    {
        var options = new AuditOptions { Claims = Claims };
        var folders = place.RunAll(options, 4);
        var missing = Directory.CreateDirectory(Path.Combine(place.Folder, "away", "x")).FullName;
        Directory.Move(folders[2], Path.Combine(missing, "shard"));
        var merged = place.Merge(Claims);
        Assert.Null(merged.Result);
        var gap = Assert.Single(merged.Missing);
        Assert.Equal([3], gap.ShardsOf(4));
        Assert.Equal(Registration.Seeds(7).Where(s => Shard.Of(study, s, 4) == 3), gap.Seeds);

        // What was merged stays, so the missing shard alone completes it.
        Assert.Equal(Undivided(options), Figures(place.Merge(Claims, missing)));
    }

    [Fact]
    public void Run_KilledShard_IsNamedAndGoesOnWhereItStopped()
    {
        var dies = new FakeStudy { FailAfter = 1 };
        Claim[] claims = [dies.Claim()];
        var options = new AuditOptions { Claims = claims, ChunkSize = 1, Threads = 1 };
        Assert.ThrowsAny<Exception>(() => place.Run(options, 1, 2));
        place.Run(options with { Claims = [study.Claim()] }, 2, 2);
        Assert.Equal([1], Assert.Single(place.Merge(claims).Missing).ShardsOf(2));
        place.Run(options with { Claims = [study.Claim()] }, 1, 2);
        Assert.Equal(6, study.Finished.Count);
        Assert.Equal(Undivided(options with { Claims = Claims[..1] }), Figures(place.Merge(claims)));
    }

    [Fact]
    public void Merge_Looks_StopWhereAnUndividedAuditDoesAndRunNoSeedInVain()
    {
        Claim[] claims = [study.Claim(), byLooks.Claim("dynamic/decided"), Undecided];
        var decided = new FakeStudy("dynamic/fake-decided") { Replicates = new([8, 16, 32], 5, 5) };
        claims = [.. claims, decided.Claim("dynamic/clear")];
        var options = new AuditOptions { Claims = claims, Long = true };
        foreach (var look in new[] { 8, 16, 32 })
        {
            place.RunAll(options, 3);
            Assert.Equal(look, byLooks.Finished.Count);
            var merged = place.Merge(claims);
            Assert.Equal(look, merged.Result!.Claims[2].Primary.N);
            Assert.Equal(look == 32 ? [] : [2 * look], merged.Next.Select(g => g.Look));
            Assert.All(merged.Next, g => Assert.Equal(Registration.Seeds(2 * look).Skip(look), g.Seeds));
        }

        place.RunAll(options, 3);
        Assert.Equal(32, byLooks.Finished.Count);
        Assert.Equal(8, decided.Finished.Count);
        Assert.All(byLooks.Finished.Values, times => Assert.Equal(1, times));
        Assert.Equal(Undivided(options), Figures(place.Merge(claims)));
    }

    [Fact]
    public void Merge_FirstLook_IsThatOfAnAuditWithoutLong()
    {
        Claim[] claims = [Undecided];
        place.RunAll(new() { Claims = claims, Long = true }, 2);
        var merged = place.Merge(claims);
        Assert.Equal(Undivided(new() { Claims = claims }), Figures(merged));
        Assert.Equal([1, 2], Assert.Single(merged.Next).ShardsOf(2));
    }

    [Fact]
    public void Run_NextLookOnAnotherDisk_HasItsWholeShareAndRunsNoneAgain()
    {
        Claim[] claims = [Undecided];
        var options = new AuditOptions { Claims = claims, Long = true };
        place.RunAll(options, 2);
        place.Merge(claims);
        using var disk = new ShardPlace();
        File.Copy(Path.Combine(place.Folder, Ledger.FileName), Path.Combine(disk.Folder, Ledger.FileName));
        var one = disk.Run(options, 1, 2);
        Assert.Equal(12, byLooks.Finished.Count);
        Assert.Equal(Registration.Seeds(16).Where(s => new Shard(1, 2).Has(byLooks, s)),
            LedgerLines.Read(Path.Combine(one, Ledger.FileName), Assert.Fail).Select(l => l.Seed).Order());
    }

    [Fact]
    public void Run_OneOfOne_TakesAllLooksByItself()
    {
        Claim[] claims = [Undecided];
        var options = new AuditOptions { Claims = claims, Long = true };
        place.Run(options, 1, 1);
        Assert.Equal(Undivided(options), Figures(place.Merge(claims)));
    }

    [Fact]
    public void Merge_LongStudyWithoutLong_IsNotRunAsEver()
    {
        var takesLong = new FakeStudy("dynamic/fake-long") { Long = true };
        Claim[] claims = [study.Claim(), takesLong.Claim("dynamic/long")];
        place.RunAll(new() { Claims = claims }, 2);
        Assert.Equal(0, takesLong.Opened);
        Assert.Equal(Undivided(new() { Claims = claims }), Figures(place.Merge(claims)));
    }

    [Fact]
    public void Merge_DataMissingEverywhere_IsNotRunAsEver()
    {
        var pictures = new FakeStudy("dynamic/fake-pictures") { MissingOf = _ => "Set PRUNING_DATA." };
        Claim[] claims = [study.Claim(), pictures.Claim("dynamic/pictures")];
        place.RunAll(new() { Claims = claims }, 2);
        Assert.Equal(Undivided(new() { Claims = claims }), Figures(place.Merge(claims)));
    }

    [Fact]
    public void Merge_DataMissingOnOneMachine_IsAGapOfItsShardAlone()
    {
        var missing = true;
        var pictures = new FakeStudy("dynamic/fake-pictures") { MissingOf = _ => missing ? "Set PRUNING_DATA." : null };
        Claim[] claims = [pictures.Claim("dynamic/pictures")];
        place.Run(new() { Claims = claims }, 1, 2);
        missing = false;
        place.Run(new() { Claims = claims }, 2, 2);
        Assert.Equal([1], Assert.Single(place.Merge(claims).Missing).ShardsOf(2));

        // Whoever merges needs no data.
        place.Run(new() { Claims = claims }, 1, 2);
        missing = true;
        Assert.Equal(7, place.Merge(claims).Result!.Claims.Single().Primary.N);
    }

    [Fact]
    public void Merge_Times_AreThoseOfOneShard()
    {
        var timed = new FakeStudy("dynamic/fake-timed") { Timed = true };
        Claim[] claims = [study.Claim(), timed.Claim("dynamic/timed")];
        var options = new AuditOptions { Claims = claims };
        place.RunAll(options, 4);
        Assert.All(timed.Finished.Values, times => Assert.Equal(1, times));
        Assert.Equal(Undivided(options), Figures(place.Merge(claims)));
    }

    [Fact]
    public void Merge_TimesOfTwoMachines_AreThoseOfTheOneThatHasAll()
    {
        var timed = new FakeStudy("dynamic/fake-timed") { Timed = true };
        Claim[] claims = [timed.Claim("dynamic/timed")];
        var options = new AuditOptions { Claims = claims };
        var folder = place.Run(options, Shard.Of(timed, Registration.FirstSeed, 2), 2);
        place.Run(options, 3 - Shard.Of(timed, Registration.FirstSeed, 2), 2);

        // The beginning of the same on another machine, under another key.
        var ledger = Path.Combine(folder, Ledger.FileName);
        var first = LedgerLine.Parse(File.ReadAllBytes(ledger).AsSpan(0, File.ReadAllText(ledger).IndexOf('\n')));
        File.AppendAllText(ledger, (first with
        {
            Key = "0123456789abcdef",
            Numerics = RunEnvironment.TimesOn(Workplace.Machine.Numerics) + "A machine, 64 cores, .NET 10",
        }).ToJson() + "\n");
        Assert.Equal(Undivided(options), Figures(place.Merge(claims)));
    }

    [Fact]
    public void Merge_TwoBitsForOneReplicate_IsRefusedAndNamesBoth()
    {
        using var elsewhere = new ShardPlace();
        var options = new AuditOptions { Claims = Claims };
        var folders = place.RunAll(options, 2);
        var index = Shard.Of(study, 104, 2);
        var again = elsewhere.Run(options, index, 2);
        ShardPlace.Edit(again, Ledger.FileName, "\"a.loss\":0.25,", "\"a.loss\":0.25000000000000006,");
        var error = Assert.Throws<AuditException>(() => place.Merge(Claims, [.. folders, again])).Message;
        Assert.Contains(folders[index - 1], error);
        Assert.Contains(again, error);
        Assert.Contains("seed 104", error);
        Assert.Contains("doctor", error);
    }

    [Fact]
    public void Merge_ShardThatRuns_IsRefused()
    {
        var folders = place.RunAll(new() { Claims = Claims }, 2);
        using var running = Ledger.Open(folders[1], fresh: false, Assert.Fail);
        var error = Assert.Throws<AuditException>(() => place.Merge(Claims)).Message;
        Assert.Contains(folders[1], error);
        Assert.Contains("still running", error);
    }

    private static string Figures(Merge merged) =>
        Workplace.Figures(merged.Result ?? throw new InvalidOperationException("Replicates are missing."));

    /// <summary>The figures of an undivided audit of the same claims, whose studies are run again.</summary>
    private static string Undivided(AuditOptions options)
    {
        using var whole = new Workplace();
        return Workplace.Figures(whole.Audit(options));
    }
}
