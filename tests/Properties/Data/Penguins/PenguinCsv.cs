using Pruning.Shared.Data;
using Pruning.Shared.Data.Penguins;
using Xunit;

namespace Pruning.Tests.Properties.Data.Penguins;

/// <summary>A small penguin table to be spoilt.</summary>
internal static class PenguinCsv
{
    public const string Header = "species,island,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g,sex,year";

    public const string Good = Header + "\n" +
        "Adelie,Torgersen,39.1,18.7,181,3750,male,2007\n" +
        "Gentoo,Biscoe,51.1,16.5,225,5250,male,2009\n" +
        "Adelie,Torgersen,NA,NA,NA,NA,NA,2007\n" +
        "Chinstrap,Dream,46.5,17.9,192,3500,female,2008\n";

    public static IReadOnlyList<Penguin> Read(string text)
    {
        using var reader = new StringReader(text);
        return PenguinTable.Read(reader, "some.csv");
    }

    /// <summary>The message of the one kind of error that a bad table may cause; it always names the file.</summary>
    public static string Error(string text)
    {
        var error = Assert.Throws<DataException>(() => Read(text));
        Assert.StartsWith("some.csv", error.Message, StringComparison.Ordinal);
        return error.Message;
    }
}
