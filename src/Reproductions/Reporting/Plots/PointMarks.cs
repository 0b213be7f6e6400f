using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>
/// Marks of points: a colour and a shape for each group, so that colour is never the only cue. Groups are counted from
/// zero, in order of appearance.
/// </summary>
internal static class PointMarks
{
    // Centred on the point: disc, square, triangle, diamond, triangle downwards, plus, cross, ring.
    private static readonly string[] Shapes =
    [
        "M-4 0a4 4 0 1 0 8 0 4 4 0 1 0-8 0z",
        "M-3.6-3.6h7.2v7.2h-7.2z",
        "M0-4.9L4.7 3.4h-9.4z",
        "M0-5.2L4.6 0 0 5.2-4.6 0z",
        "M0 4.9L4.7-3.4h-9.4z",
        "M-1.5-4.8h3v3.3h3.3v3h-3.3v3.3h-3v-3.3h-3.3v-3h3.3z",
        "M-4.7-2.6l2.1-2.1L0-2.1l2.6-2.6 2.1 2.1L2.1 0l2.6 2.6-2.1 2.1L0 2.1l-2.6 2.6-2.1-2.1L-2.1 0z",
        "M-4.6 0a4.6 4.6 0 1 0 9.2 0 4.6 4.6 0 1 0-9.2 0zM-2.4 0a2.4 2.4 0 1 1 4.8 0 2.4 2.4 0 1 1-4.8 0z",
    ];

    /// <summary>Definitions of the shapes, once per page; marks refer to them.</summary>
    public static Markup Definitions { get; } = Markup.Of($"""
        <svg class="defs" width="0" height="0" aria-hidden="true"><title>Marks of points</title><defs>
        {Markup.Each(Shapes.Index(), s => Markup.Of($"""<path id="m-{s.Index}" d="{s.Item}"/>"""))}</defs></svg>
        """);

    /// <summary>CSS class of a group's colour.</summary>
    public static string ClassOf(int group) => $"arm-{group % ArmColours.Slots}";

    /// <summary>The mark of a point.</summary>
    /// <param name="across">In per cent of the width.</param>
    /// <param name="down">In pixels.</param>
    /// <param name="name">The point's name and values, shown on hovering.</param>
    public static Markup At(int group, double across, double down, string name)
    {
        var place = Markup.Of($"href=\"#m-{IndexOf(group)}\" x=\"{across}%\" y=\"{down}\"");
        return Markup.Of($"""<use class="dot {ClassOf(group)}" {place}>{Title(name)}</use>""");
    }

    /// <summary>Entry of a legend.</summary>
    /// <param name="line">What is drawn behind the mark.</param>
    public static Markup Key(int group, string name, Markup line)
    {
        var mark = Markup.Of($"""<use class="dot" href="#m-{IndexOf(group)}" x="50%" y="50%"/>""");
        var swatch = Markup.Of($"""<svg class="swatch" aria-hidden="true">{Title(name)}{line}{mark}</svg>""");
        return Markup.Of($"""<span class="arm {ClassOf(group)}">{swatch}{name}</span> """);
    }

    /// <summary>Path data of a group's shape, around the origin.</summary>
    public static string ShapeOf(int group) => Shapes[IndexOf(group)];

    // Where the colours begin again, the shapes go on, so that no two of the first 64 groups look alike.
    private static int IndexOf(int group) => (group + (group / ArmColours.Slots)) % Shapes.Length;

    private static Markup Title(string name) => Markup.Of($"<title>{name}</title>");
}
