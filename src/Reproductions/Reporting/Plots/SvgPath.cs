using System.Text;

namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>
/// Formats lines as data of an SVG path: relative coordinates, and no more points than are visible.
/// </summary>
public static class SvgPath
{
    // In units of the last decimal, on a page about a pixel each.
    private const double Tolerance = 0.4;

    /// <summary>
    /// An open line, broken at points that are not finite. A single point becomes a dot (with round caps).
    /// </summary>
    /// <param name="decimals">Decimals of the coordinates.</param>
    public static string Line(IReadOnlyList<(double X, double Y)> points, int decimals = 0)
    {
        var data = new StringBuilder();
        foreach (var run in Runs(Scaled(points, decimals)))
        {
            AppendRun(data, Simplify(run), closed: false, decimals);
        }

        return data.ToString();
    }

    /// <summary>
    /// The area between two lines over the same positions; points where either is not finite are left out.
    /// </summary>
    /// <param name="decimals">Decimals of the coordinates.</param>
    public static string Band(
        IReadOnlyList<(double X, double Y)> lower, IReadOnlyList<(double X, double Y)> upper, int decimals = 0)
    {
        var both = Scaled(lower, decimals).Zip(Scaled(upper, decimals))
            .Where(p => IsFinite(p.First) && IsFinite(p.Second)).ToList();
        if (both.Count < 2)
        {
            return string.Empty;
        }

        var data = new StringBuilder();
        var there = Simplify([.. both.Select(p => p.Second)]);
        var back = Simplify([.. both.Select(p => p.First)]).Reverse();
        AppendRun(data, [.. there, .. back], closed: true, decimals);
        return data.ToString();
    }

    /// <summary>
    /// Removes points within a tolerance of the line between those kept (Douglas and Peucker 1973, by vertical
    /// distance).
    /// </summary>
    public static IReadOnlyList<(double X, double Y)> Simplify(IReadOnlyList<(double X, double Y)> points)
    {
        var kept = new SortedSet<int> { 0, points.Count - 1 };
        var open = new Stack<(int From, int To)>([(0, points.Count - 1)]);
        while (open.TryPop(out var span))
        {
            var (a, b) = (points[span.From], points[span.To]);
            var (worst, at) = (Tolerance, -1);
            for (var i = span.From + 1; i < span.To; i++)
            {
                var share = b.X != a.X ? (points[i].X - a.X) / (b.X - a.X) : points[i].X - a.X;
                var distance = share is >= 0 and <= 1 ? Math.Abs(points[i].Y - (a.Y + (share * (b.Y - a.Y))))
                    : double.PositiveInfinity; // the line turns back
                if (distance > worst)
                {
                    (worst, at) = (distance, i);
                }
            }

            if (at >= 0)
            {
                kept.Add(at);
                open.Push((span.From, at));
                open.Push((at, span.To));
            }
        }

        return [.. kept.Select(i => points[i])];
    }

    private static IEnumerable<List<(double X, double Y)>> Runs(IReadOnlyList<(double X, double Y)> points)
    {
        var run = new List<(double X, double Y)>();
        foreach (var point in points)
        {
            if (IsFinite(point))
            {
                run.Add(point);
            }
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    private static IReadOnlyList<(double X, double Y)> Scaled(
        IReadOnlyList<(double X, double Y)> points, int decimals) => decimals == 0 ? points
        : [.. points.Select(p => (p.X * Math.Pow(10, decimals), p.Y * Math.Pow(10, decimals)))];

    private static void AppendRun(
        StringBuilder data, IReadOnlyList<(double X, double Y)> points, bool closed, int decimals)
    {
        var unit = Math.Pow(10, decimals);
        var (x, y) = Whole(points[0]);
        data.Append('M').Append(x / unit).Append(' ').Append(y / unit).Append('l');
        if (points.Count == 1)
        {
            data.Append("0 0");
        }

        foreach (var point in points.Skip(1))
        {
            var (nextX, nextY) = Whole(point);
            if (data[^1] != 'l' && nextX >= x)
            {
                data.Append(' ');
            }

            data.Append((nextX - x) / unit).Append(nextY < y ? string.Empty : " ").Append((nextY - y) / unit);
            (x, y) = (nextX, nextY);
        }

        if (closed)
        {
            data.Append('z');
        }
    }

    private static (int X, int Y) Whole((double X, double Y) point) =>
        ((int)Math.Round(point.X), (int)Math.Round(point.Y));

    private static bool IsFinite((double X, double Y) point) => double.IsFinite(point.X) && double.IsFinite(point.Y);
}
