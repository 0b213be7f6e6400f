using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pruning.Shared.Populations;
using Pruning.Shared.Surgery;
using Pruning.Tests.Properties.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Surgery;

[Generated(typeof(SurgeryCase))]
public sealed class SurgeryRefusalTests
{
    [Property]
    public void KeptGroups_AllButOneOfEveryLayer_WorksAndAllIsRefused(SurgeryCase c)
    {
        int[] ones = [.. c.Counts.Select(_ => 1)];
        var small = SmallerNets.Cut(c.Rows, c.KeptWith(ones));
        Assert.All(GroupedLayer.Of(small.Architecture), layer => Assert.Equal(1, layer.Count));
        foreach (var layer in c.Layers)
        {
            AssertRefused($"{layer.Name} would be empty", () => Keeping(c.Net, layer.Name));
            AssertRefused($"{layer.Name} would be empty",
                () => KeptGroups.All(c.Net).Without(layer.Name, [.. Enumerable.Range(0, layer.Count)]));
        }
    }

    [Fact]
    public void Under_AMaskThatEmptiesALayer_IsRefused() => Cases.Check(
        SurgeryCase.Any.Where(c => c.Layers.Count > 0),
        c => AssertRefused($"{c.Layers[0].Name} would be empty",
            () => KeptGroups.Under(c.Net, new float[c.Net.ParameterCount])));

    [Property]
    public void KeptGroups_OfTheLastLayer_IsRefused(SurgeryCase c)
    {
        var last = c.Net.Parameters[^1].Layer;
        AssertRefused($"The outputs of {last} are the net's", () => Keeping(c.Net, last, 0));
        AssertRefused($"The outputs of {last} are the net's", () => KeptGroups.All(c.Net).Without(last, 0));
        AssertRefused($"The outputs of {last} are the net's", () => KeptGroups.All(c.Net).Of(last));
    }

    [Fact]
    public void KeptGroups_UnknownLayer_IsRefusedAndTheKnownOnesNamed()
    {
        AssertRefused("There is no layer called conv3; the prunable layers are conv1, conv2.",
            () => Keeping(Nets.Filters, "conv3", 0));
        AssertRefused("this net has no prunable layer",
            () => Keeping(new(new Linear("only", 2, 2)), "none", 0));
    }

    [Fact]
    public void KeptGroups_IndexOutOfRange_IsRefused() => Cases.Check(
        from index in Gen.Elements(-1, 8, 9, int.MinValue, int.MaxValue)
        from others in Gen.SubListOf(Enumerable.Range(0, 8))
        select (index, others),
        c =>
        {
            AssertRefused($"conv1: expected groups 0 to 7; got {c.index}",
                () => Keeping(Nets.Filters, "conv1", [.. c.others, c.index]));
            AssertRefused($"conv1: group {c.index} is not kept",
                () => KeptGroups.All(Nets.Filters).Without("conv1", c.index));
        });

    [Fact]
    public void KeptGroups_IndexTwice_IsRefused()
    {
        AssertRefused("conv2: group 3 is listed twice", () => Keeping(Nets.Filters, "conv2", 3, 1, 3));
        AssertRefused("conv2: group 3 is not kept; expected one of 0, 1, 2",
            () => KeptGroups.All(Nets.Filters).Without("conv2", 3, 3));
        AssertRefused("conv2: group 3 is not kept", () => KeptGroups.All(Nets.Filters).Without("conv2", 3)
            .Without("conv2", 3));
    }

    [Fact]
    public void Cut_RowsThatKeepDifferentNumbers_AreRefused()
    {
        var all = KeptGroups.All(Nets.Filters);
        AssertRefused(
            "groups of conv2; one keeps 3, another 2",
            () => SmallerNets.Cut([new float[6130], new float[6130]],
                [all.Without("conv2", 0), all.Without("conv2", 1, 2)]));
    }

    [Fact]
    public void Cut_RowsAndChoicesThatDoNotFit_AreRefused()
    {
        var all = KeptGroups.All(Nets.Filters);
        AssertRefused("0 rows, 0 choices", () => SmallerNets.Cut([], []));
        AssertRefused("1 rows, 2 choices", () => SmallerNets.Cut([new float[6130]], [all, all]));
        AssertRefused("Expected 6130 values, one per parameter; got 6129.",
            () => SmallerNets.Cut([new float[6129]], [all]));
        AssertRefused("Expected 6130 values, one per parameter; got 3.",
            () => KeptGroups.Under(Nets.Filters, new float[3]));
        AssertRefused("different nets", () => SmallerNets.Cut([new float[6130], new float[6130]],
            [all, KeptGroups.All(Nets.Penguins)]));
    }

    private static KeptGroups Keeping(Architecture net, string layer, params IReadOnlyList<int> groups) =>
        new(net, new Dictionary<string, IReadOnlyList<int>> { [layer] = groups });

    private static void AssertRefused(string why, Action action) =>
        Assert.Contains(why, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);

    private static void AssertRefused(string why, Func<object> action) => AssertRefused(why, () => { _ = action(); });
}
