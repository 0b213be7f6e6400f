using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Penguins;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Data.Penguins;

public sealed class PenguinFuzzTests
{
    private static readonly Gen<byte[]> RandomBytes = Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf();

    /// <summary>The good table with a few bytes changed, put in, taken out or doubled.</summary>
    private static readonly Gen<byte[]> Mutated =
        from edits in (from place in Gen.Choose(0, PenguinCsv.Good.Length - 1)
                       from kind in Gen.Choose(0, 3)
                       from value in Gen.OneOf(Gen.Choose(0, 255), Gen.Elements<int>(',', '"', '\n', '\r', '\0', 'N'))
                       select (place, kind, value)).NonEmptyListOf()
        select Edit(edits.Take(6));

    /// <summary>Whole fields and lines in the wrong places.</summary>
    private static readonly Gen<byte[]> Shuffled =
        from pieces in Gen.Shuffle(PenguinCsv.Good.Split('\n').SelectMany(line => line.Split(',')).ToArray())
        from separators in Gen.Elements(",", ",", ",", "\n", "\r\n", "\"", ";").ArrayOf(pieces.Length)
        from header in Gen.Elements(
            PenguinCsv.Header + "\n",
            string.Empty,
            PenguinCsv.Header + "," + PenguinCsv.Header + "\n",
            "\"" + PenguinCsv.Header + "\n")
        let fields = pieces.Zip(separators, (piece, separator) => piece + separator)
        select Encoding.UTF8.GetBytes(header + string.Concat(fields));

    [Fact]
    public void Read_RandomBytes_IsADataExceptionThatNamesTheFile() =>
        Cases.Check(RandomBytes, bytes => Survives(bytes, mayBeATable: false));

    [Fact]
    public void Read_HeaderThenRandomBytes_IsADataExceptionThatNamesTheFile() => Cases.Check(
        RandomBytes,
        bytes => Survives([.. Encoding.UTF8.GetBytes(PenguinCsv.Header + "\n"), .. bytes], mayBeATable: false));

    [Fact]
    public void Read_TableWithSomeBytesChanged_IsATableOrADataException() =>
        Cases.Check(Mutated, bytes => Survives(bytes, mayBeATable: true), 1000);

    [Fact]
    public void Read_FieldsInWrongPlaces_IsATableOrADataException() =>
        Cases.Check(Shuffled, bytes => Survives(bytes, mayBeATable: true));

    [Fact]
    public void Read_CutAnywhere_IsATableOrADataException() => Cases.Check(
        Gen.Choose(0, PenguinCsv.Good.Length),
        length => Survives(Encoding.UTF8.GetBytes(PenguinCsv.Good[..length]), mayBeATable: true));

    private static void Survives(byte[] bytes, bool mayBeATable)
    {
        using var reader = new StreamReader(new MemoryStream(bytes));
        try
        {
            var penguins = PenguinTable.Read(reader, "some.csv");
            Assert.True(mayBeATable);
            Assert.NotEmpty(penguins);
            Assert.All(penguins, p =>
            {
                Assert.True(
                    p is { Species: >= 0 and < 3, Island: >= 0 and < 3, Sex: >= 0 and < 2, Year: >= 0 and < 3 });
                Assert.All(
                    new[] { p.BillLength, p.BillDepth, p.FlipperLength, p.BodyMass },
                    v => Assert.True(v > 0 && double.IsFinite(v)));
            });
        }
        catch (DataException e)
        {
            Assert.StartsWith("some.csv", e.Message, StringComparison.Ordinal);
        }
    }

    private static byte[] Edit(IEnumerable<(int Place, int Kind, int Value)> edits)
    {
        var bytes = Encoding.UTF8.GetBytes(PenguinCsv.Good).ToList();
        foreach (var (place, kind, value) in edits.Where(e => e.Place < bytes.Count))
        {
            switch (kind)
            {
                case 0:
                    bytes[place] = (byte)value;
                    break;
                case 1:
                    bytes.Insert(place, (byte)value);
                    break;
                case 2:
                    bytes.RemoveAt(place);
                    break;
                default:
                    bytes.InsertRange(place, bytes.GetRange(place, Math.Min(value, bytes.Count - place)));
                    break;
            }
        }

        return [.. bytes];
    }
}
