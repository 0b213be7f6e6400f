using System.Globalization;
using System.IO.Enumeration;
using Pruning.Benchmarks.Racing;

namespace Pruning.Benchmarks;

/// <summary>The driver's command line.</summary>
/// <param name="Cases">Which, with * and ?.</param>
/// <param name="Out">
/// Where results go; null: the hardware's folder, or with <paramref name="Quick"/> nowhere.
/// </param>
internal sealed record Options(string Cases = "*", int Rounds = 5, bool Quick = false, string? Out = null)
{
    /// <summary>The cases that are wanted, in the table's order.</summary>
    public IEnumerable<Case> Wanted => CaseList.All.Where(c => FileSystemName.MatchesSimpleExpression(Cases, c.Name));

    /// <summary>Null: they are wrong, or help is asked for.</summary>
    public static Options? Parse(IReadOnlyList<string> arguments)
    {
        var options = new Options();
        for (var i = 0; i < arguments.Count; i++)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : null;
            switch (arguments[i])
            {
                case "--quick":
                    options = options with { Quick = true };
                    continue;
                case "--cases" when value is not null && (options with { Cases = value }).Wanted.Any():
                    options = options with { Cases = value };
                    break;
                case "--rounds" when Whole(value) is > 0 and var rounds:
                    options = options with { Rounds = rounds };
                    break;
                case "--out" when value is not null:
                    options = options with { Out = Path.GetFullPath(value) };
                    break;
                default:
                    return null;
            }

            i++;
        }

        return options;
    }

    /// <summary>Says what may be given.</summary>
    /// <returns>The exit code: 0 where that was asked for, else 2.</returns>
    public static int Explain(IReadOnlyList<string> arguments)
    {
        var asked = arguments is ["--help"] or ["-h"];
        (asked ? Console.Out : Console.Error).WriteLine(
            $"""
            Usage: ./build.sh bench [--quick] [--cases GLOB] [--rounds N] [--out DIR]
                   ./build.sh bench --kernels

              --quick     one round of shortened work, to try it: its figures mean little; written only with --out
              --cases     {string.Join(", ", CaseList.All.Select(c => c.Name))}
              --rounds    interleaved rounds, 5 unless given
              --out       where results.json and results.md go; default: benchmarks/results/<hardware> and README.md;
                          paths are relative to the repository
              --kernels   each kernel by itself
            """);
        return asked ? 0 : 2;
    }

    private static int? Whole(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
