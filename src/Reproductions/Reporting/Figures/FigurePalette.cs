namespace Pruning.Reproductions.Reporting.Figures;

/// <summary>The page's light colours, spelt out: programs for papers know no variables of a style sheet.</summary>
internal static class FigurePalette
{
    public const string Ink = "#1b1d21";
    public const string Soft = "#5a606b";
    public const string Grid = "#e9e9e5";
    public const string Zone = "#dfe9f3";
    public const string Mark = "#b3124d";
    public const string Bars = "#b9c2cf";
    public const string Ground = "#ffffff";
    public const string Above = "#d97a1c";
    public const string Below = "#2f7fc4";

    private static readonly string[] Arms =
        ["#3f4550", "#c05000", "#0068a8", "#007d5a", "#a8487f", "#8f6a00", "#2f86b5", "#6b5bd0"];

    // As the page's strokes, so that colour is never the only cue; null: a whole line.
    private static readonly string?[] Dashes = [null, "5 3", "1.5 2.5", null, "6 2.5 1.5 2.5", "5 3", "1.5 2.5", null];

    /// <summary>Colour of an arm or group, counted from zero.</summary>
    public static string OfArm(int place) => Arms[place % Arms.Length];

    /// <summary>Dashes of an arm's line; null: it is whole.</summary>
    public static string? DashOf(int place) => Dashes[place % Dashes.Length];

    /// <summary>A colour made lighter, on white: no shade depends on how a program draws what is transparent.</summary>
    /// <param name="colour">As <c>#rrggbb</c>.</param>
    /// <param name="share">0: white; 1: the colour itself.</param>
    public static string Shade(string colour, double share)
    {
        var parts = Convert.FromHexString(colour[1..]).Select(part => (byte)Math.Round(255 - ((255 - part) * share)));
        return "#" + Convert.ToHexStringLower([.. parts]);
    }

    /// <summary>Colour of a verdict.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Reproduced => "#0b57a4",
        Verdict.Contradicted => "#a83f00",
        Verdict.Partial or Verdict.HangsOn => "#7b3a97",
        Verdict.Measured => "#1d6a63",
        _ => Soft,
    };
}
