using System.Globalization;
using System.Text;
using Pruning.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Judging;

/// <summary>Which runs are compared with which, how many are judged, and what a run without a number is.</summary>
public sealed class MatchingTests : IDisposable
{
    private readonly Table table = new();

    public void Dispose() => table.Dispose();

    [Fact]
    public void Judge_SameSeeds_ArePaired()
    {
        var claim = table.Judge(Table.Direction("runs: 8"), Table.Long());
        Assert.Equal(("seeds", true), (claim.Primary.GeneralisesTo, claim.Primary.Registered));
        Assert.Null(claim.Primary.Judgement.Caveat);
    }

    [Fact]
    public void Judge_NoSeedInCommon_IsWelchs()
    {
        var claim = table.Judge(Table.Direction("runs: 8"), Shifted(100));
        Assert.Equal(("unpaired runs", true, 16),
            (claim.Primary.GeneralisesTo, claim.Primary.Registered, claim.Primary.N));
        Assert.Equal("unpaired", claim.Primary.Judgement.Caveat);
        Assert.Contains(claim.Primary.Judgement.Notes, n => n.Contains("Welch"));
        Assert.Equal(10 + (4.5 / 16), claim.Primary.Judgement.Estimate!.Value, 1e-12);

        // The arms take turns, and each metric is that of its own runs.
        Assert.Equal([1, 101, 2, 102], claim.Primary.Seeds.Take(4));
        Assert.Equal([1 / 16.0, null, 2 / 16.0, null], claim.Primary.Metrics["a.loss"].Values.Take(4));
    }

    [Fact]
    public void Judge_PairedFalse_TakesEqualSeedsForUnrelated()
    {
        var claim = table.Judge(Table.Direction("runs: 8", "paired: false"), Table.Long());
        Assert.Equal(("unpaired runs", 16), (claim.Primary.GeneralisesTo, claim.Primary.N));
        var apart = table.Judge(Table.Direction("runs: 8"), Shifted(100));
        Assert.Equal(apart.Primary.Judgement.Lower, claim.Primary.Judgement.Lower);
    }

    [Fact]
    public void Judge_PairedTrueWithoutCommonSeeds_IsRefused() => Assert.Contains("has no run of seeds 101, 102",
        table.Refused(Table.Direction(own: "paired: true"), Shifted(100)));

    [Fact]
    public void Judge_OneArmLacksASeed_IsRefusedWithItsLine()
    {
        var message = table.Refused(Table.Direction(), Table.Long().Replace("5,b,loss,10.625\n", string.Empty));
        Assert.Contains("the arm 'b' has no run of seed 5, which 'a' has (line 10)", message);
        Assert.Contains("NaN where a run diverged", message);
        Assert.Contains("paired: false", message);
        var unpaired = table.Judge(Table.Direction(own: "paired: false"),
            Table.Long().Replace("5,b,loss,10.625\n", string.Empty));
        Assert.Equal((15, false), (unpaired.Primary.N, unpaired.Primary.Registered));
    }

    [Fact]
    public void Judge_OneMetricOfARunIsMissing_IsRefused() => Assert.Contains("the arm 'a' has no 'steps' for seed 2",
        table.Refused(Table.OfRule("""
            { kind: composite, parts: [
              { kind: bound, quantity: { metric: loss, arm: a }, atMost: 1 },
              { kind: bound, quantity: { metric: steps, arm: a }, atMost: 1 }] }
            """.ReplaceLineEndings(" ")), "seed,arm,metric,value\n1,a,loss,1\n1,a,steps,1\n2,a,loss,1\n"));

    [Theory]
    [InlineData("runs: 8", 8, true, 8)]
    [InlineData("runs: 6", 6, true, 6)]
    [InlineData("runs: 9", 8, false, 8)]
    [InlineData("", 8, false, 8)]
    [InlineData("looks: [5, 7, 30]", 5, true, 30)]
    [InlineData("looks: [3, 7, 30]", 7, true, 30)]
    [InlineData("looks: [20, 40]", 8, false, 8)]
    public void Judge_Registered_SaysHowManyRunsAreJudged(string registered, int judged, bool asRegistered, int most)
    {
        var primary = table.Judge(Table.Direction(registered), Table.Long()).Primary;
        Assert.Equal((judged, asRegistered, most), (primary.N, primary.Registered, primary.Most));
        Assert.Equal(Enumerable.Range(1, judged), primary.Seeds);
    }

    [Fact]
    public void Judge_RunsThatAreNotJudged_AreTold()
    {
        var notes = table.Judge(Table.Direction("runs: 6"), Table.Long()).Primary.Judgement.Notes;
        Assert.Contains(notes, n => n.Contains("seeds 7, 8"));
        Assert.DoesNotContain(table.Judge(Table.Direction("runs: 8"), Table.Long()).Primary.Judgement.Notes,
            n => n.Contains("Not judged"));
    }

    [Fact]
    public void Judge_OwnRegistration_GoesBeforeTheFiles() =>
        Assert.Equal(6, table.Judge(Table.Direction("runs: 8", "runs: 6"), Table.Long()).Primary.N);

    [Theory]
    [InlineData("NaN")]
    [InlineData("nan")]
    [InlineData("inf")]
    [InlineData("-Infinity")]
    public void Judge_OneOfTwentyNotFinite_CountsAsDiverged(string number)
    {
        var claim = table.Judge(Table.Direction("runs: 20"), Twenty(number, 1));
        Assert.Equal((Verdict.Reproduced, 1), (claim.Verdict, claim.Primary.Judgement.Diverged));
        Assert.Equal(19, claim.Primary.Judgement.Values.Count);
    }

    [Fact]
    public void Judge_ThreeOfTwentyNotFinite_ConcludesNothing()
    {
        var claim = table.Judge(Table.Direction("runs: 20"), Twenty("NaN", 3));
        Assert.Equal((Verdict.Inconclusive, 3), (claim.Verdict, claim.Primary.Judgement.Diverged));
    }

    [Fact]
    public void Judge_EmptyCells_AreDivergedWhereTheFileSaysSo()
    {
        Assert.Equal(1, table.Judge(Table.Direction("empty: diverged"), Twenty("", 1)).Primary.Judgement.Diverged);
        Assert.Equal(1, table.Judge(Table.Direction("empty: diverged"),
            "{\"seed\":1,\"arm\":\"a\",\"loss\":null}\n{\"seed\":1,\"arm\":\"b\",\"loss\":1}\n")
            .Primary.Judgement.Diverged);
        Assert.Contains("is empty", table.Refused(Table.Direction(), Twenty("", 1)));
    }

    [Fact]
    public void Judge_PythonsNaN_IsReadInJsonLines() => Assert.Equal(1, table.Judge(Table.Direction(),
        "{\"seed\":1,\"arm\":\"a\",\"loss\":NaN,\"note\":\"a \\\"NaN\\\"\"}\n{\"seed\":1,\"arm\":\"b\",\"loss\":1}\n")
        .Primary.Judgement.Diverged);

    [Fact]
    public void Judge_Race_CountsNeverAsLast()
    {
        // Seeds 1 to 12: arm a gets there and b does not, whose time is nothing.
        var rows = "seed,arm,epochs,there\n"
            + string.Concat(Enumerable.Range(1, 12).Select(s => $"{s},a,{s},1\n{s},b,NaN,0\n"));
        string Race(string arm, string rival, string own = "") => Table.OfRule("{ kind: direction, quantity: "
            + $"{{ race: epochs, arm: {arm}, against: {rival}, reached: there }} }}", own: own);
        var claim = table.Judge(Race("a", "b"), rows);
        Assert.Equal((Verdict.Reproduced, 1.0, 0),
            (claim.Verdict, claim.Primary.Judgement.Estimate, claim.Primary.Judgement.Diverged));
        Assert.Equal(Verdict.Contradicted, table.Judge(Race("b", "a"), rows).Verdict);
        Assert.Contains("is 2 for seed 12 (line 24)",
            table.Refused(Race("a", "b"), rows.Replace("12,a,12,1", "12,a,12,2")));
        Assert.Contains("seed by seed", table.Refused(Race("a", "b", "paired: false"), rows));
    }

    [Fact]
    public void Judge_ExactCheckOfADifference_NeedsPairs()
    {
        var claims = Table.OfRule("{ kind: exact, checks: [{ quantity: { metric: loss, arm: b, against: a, better: "
            + "higher }, above: 10, below: 11 }] }");
        Assert.Equal(Verdict.Reproduced, table.Judge(claims, Table.Long()).Verdict);
        Assert.Contains("compares 'b' and 'a' seed by seed", table.Refused(claims, Shifted(100)));
        Assert.Equal(Verdict.Reproduced, table.Judge(Table.OfRule("{ kind: exact, checks: ["
            + "{ quantity: { metric: loss, arm: a }, atMost: 0.5 }, "
            + "{ quantity: { metric: loss, arm: b }, above: 10 }] }"), Shifted(100)).Verdict);
    }

    [Theory]
    [InlineData("{ kind: measurement, quantity: { metric: loss, arm: a } }")]
    [InlineData("{ kind: exact, checks: [{ quantity: { metric: loss, arm: a }, below: 0.45 }] }")]
    public void Judge_WhatTestsNothing_TakesAllLooksThatAreReached(string rule)
    {
        var claim = table.Judge(Table.OfRule(rule, "looks: [5, 8, 30]"), Table.Long());
        Assert.Equal((8, true), (claim.Primary.N, claim.Primary.Registered));
        Assert.Equal(claim.Kind == "exact" ? Verdict.Contradicted : Verdict.Measured, claim.Verdict);
        Assert.Equal(7, table.Judge(Table.OfRule(rule, "looks: [5, 7, 30]"), Table.Long()).Primary.N);
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(2, 8)]
    [InlineData(5, 1_000_000)]
    [InlineData(8, 512)]
    [InlineData(7, 8)]
    public void Judge_LooksFarApartOrClose_AreJudged(int first, int last)
    {
        foreach (var runs in new[] { Table.Long(), Shifted(100) })
        {
            var judgement = table.Judge(Table.Direction($"looks: [{first}, {last}]"), runs).Primary.Judgement;
            Assert.Equal(0.025 * Math.Pow((double)first / last, 1.5), judgement.Looks[0].Level, 1e-9);
            Assert.InRange(judgement.SameAgain ?? 0, 0, 1);
        }
    }

    [Theory]
    [InlineData("{0}00000000000", "3 = 300000000000, 4 = 400000000000")]
    [InlineData("1844674407370955161{0}", "3 = 18446744073709551613, 4 = 18446744073709551614")]
    [InlineData("run {0}", "3 = run 3, 4 = run 4")]
    [InlineData("{0}e10f", "3 = 3e10f, 4 = 4e10f")]
    public void Judge_LargeNumbersAndNamesAsSeeds_PairRuns(string name, string legend)
    {
        var runs = Table.Long().Split('\n').Select((line, i) => i == 0 || line.Length == 0 ? line
            : string.Format(CultureInfo.InvariantCulture, name, line[..1]) + line[1..]).ToArray();
        var result = table.JudgeAll(Table.Direction("runs: 8"), Encoding.UTF8.GetBytes(string.Join('\n', runs)));
        var (claim, plain) = (result.Claims.Single().Primary,
            table.Judge(Table.Direction("runs: 8"), Table.Long()).Primary);
        Assert.Equal(("seeds", 8), (claim.GeneralisesTo, claim.N));
        Assert.Equal(plain.Judgement.Values, claim.Judgement.Values);
        Assert.Equal(Enumerable.Range(1, 8), claim.Seeds);
        Assert.Contains(legend, result.Environment["runs.seeds"]);

        // A message names the seed as the table does.
        var third = string.Format(CultureInfo.InvariantCulture, name, 3);
        Assert.Contains($"the arm 'b' has no run of seed {third}, which 'a' has (line 6)",
            table.Refused(Table.Direction(), string.Join('\n', runs.Where((_, i) => i != 6))));
    }

    [Fact]
    public void Judge_NamesAsSeeds_AreTakenInTheOrderOfTheTable()
    {
        var rows = new[] { "zebra", "ant", "17", "yak", "bee", "cow" }.SelectMany((name, i) =>
            new[] { $"{name},a,{i}", $"{name},b,{10 + i}" });
        var claim = table.Judge(Table.OfRule("{ kind: measurement, quantity: { metric: loss, arm: a } }", "runs: 5"),
            "seed,arm,loss\n" + string.Join('\n', rows)).Primary;

        // Whole numbers go before names.
        Assert.Equal([2, 0, 1, 3, 4], claim.Judgement.Values);
        Assert.Contains(claim.Judgement.Notes, n => n.Contains("seed cow."));
    }

    [Fact]
    public void Judge_MeasuredDifferenceInPoints_IsToldInPoints()
    {
        var claim = table.Judge(Table.OfRule(
            "{ kind: measurement, quantity: { metric: loss, arm: a, against: b, better: lower } }",
            own: "published: { unit: points }"), Table.Long());
        Assert.Contains("pp", Pruning.Reproductions.Reporting.FigureText.Measured(claim, claim.Primary.Judgement));
    }

    [Fact]
    public void Judge_TestShare_WidensTheInterval()
    {
        var (narrow, wide) = (table.Judge(Table.Direction(), Table.Long()).Primary,
            table.Judge(Table.Direction("testShare: 0.25"), Table.Long()).Primary);
        double Width(ReadingResult of) => of.Judgement.Upper!.Value - of.Judgement.Lower!.Value;

        // Nadeau and Bengio's variance: 1/n + n_test/n_train in place of 1/n.
        Assert.Equal(Math.Sqrt(1 + (8 * 0.25)), Width(wide) / Width(narrow), 1e-9);
        Assert.Contains("split", wide.GeneralisesTo);
    }

    [Fact]
    public void Judge_OneClaimOfAnother_IsCorrectedTogether()
    {
        var two = Table.Direction() + "\n  - id: other\n    statement: x\n    rule: { kind: bound, quantity: "
            + "{ metric: loss, arm: a }, atMost: 1 }";
        var claims = table.JudgeAll(two, Encoding.UTF8.GetBytes(Table.Long())).Claims;
        Assert.Equal(["mine/claim", "mine/other"], claims.Select(c => c.Id));
        Assert.All(claims, c => Assert.NotNull(c.Primary.Judgement.PHolm));
    }

    private static string Shifted(int by) => string.Join('\n', Table.Long().Split('\n').Select(line =>
        line.Contains(",b,") ? $"{int.Parse(line.Split(',')[0], CultureInfo.InvariantCulture) + by}"
            + line[line.IndexOf(',')..] : line));

    private static string Twenty(string number, int times) => "seed,arm,loss\n" + string.Concat(
        Enumerable.Range(1, 20).Select(s => FormattableString.Invariant(
            $"{s},a,{(s <= times ? number : $"0.{s}")}\n{s},b,{10 + (s % 3)}\n")));
}
