using Pruning.Shared.Kernels;
using Xunit;

namespace Pruning.Tests.Properties.Kernels;

public sealed unsafe class PanelsTests
{
    [Fact]
    public void FromRows_ChosenRows_AreLanesInTheirOrderAndTheRestIsZero()
    {
        var random = new Random(20265);
        for (var trial = 0; trial < 200; trial++)
        {
            var (examples, features, batch) = (random.Next(1, 60), random.Next(1, 45), random.Next(1, 70));
            using var from = Guarded.Random(random, examples * features);
            using var to = new Guarded(Panels.Length(features, batch));
            to.Span.Fill(7);
            var rows = Enumerable.Range(0, batch).Select(_ => random.Next(examples)).ToArray();
            Panels.FromRows(from.Data, features, rows, to.Data);
            for (var lane = 0; lane < Panels.Count(batch) * Panels.Width; lane++)
            {
                for (var f = 0; f < features; f++)
                {
                    var expected = lane < batch ? from.Data[(rows[lane] * features) + f] : 0;
                    Assert.Equal(expected, to.Data[NaiveLinear.At(features, f, lane)]);
                }
            }

            from.AssertIntact();
            to.AssertIntact();
        }
    }

    [Fact]
    public void ToRows_OfPanelsFromRows_GivesTheRowsBack()
    {
        var random = new Random(20266);
        for (var trial = 0; trial < 200; trial++)
        {
            var (features, batch) = (random.Next(1, 45), random.Next(1, 70));
            using var from = Guarded.Random(random, batch * features);
            using var panels = new Guarded(Panels.Length(features, batch));
            using var gathered = new Guarded(panels.Length);
            panels.Span.Fill(7);
            using var back = new Guarded(from.Length);
            Panels.FromRows(from.Data, features, batch, panels.Data);
            Panels.FromRows(from.Data, features, Enumerable.Range(0, batch).ToArray(), gathered.Data);
            Bits.Equal(gathered.Span, panels.Span, $"{batch} examples of {features} features");
            Panels.ToRows(panels.Data, features, batch, back.Data);
            Bits.Equal(from.Span, back.Span, $"{batch} examples of {features} features");
            panels.AssertIntact();
            back.AssertIntact();
        }
    }

    [Fact]
    public void Transposition_AnyShapeAndStride_MovesEveryValue()
    {
        var random = new Random(20267);
        for (var trial = 0; trial < 300; trial++)
        {
            var (rows, columns) = (random.Next(1, 40), random.Next(1, 40));
            var (fromRow, toRow) = (columns + random.Next(5), rows + random.Next(5));
            using var from = Guarded.Random(random, ((rows - 1) * fromRow) + columns);
            using var to = new Guarded(((columns - 1) * toRow) + rows);
            using var expected = new Guarded(to.Length);
            for (var r = 0; r < rows; r++)
            {
                for (var c = 0; c < columns; c++)
                {
                    expected.Data[(c * toRow) + r] = from.Data[(r * fromRow) + c];
                }
            }

            Transposition.Run(from.Data, fromRow, to.Data, toRow, rows, columns);
            Bits.Equal(expected.Span, to.Span, $"{rows}×{columns}");
            to.AssertIntact();
        }
    }
}
