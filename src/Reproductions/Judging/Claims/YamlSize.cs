using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Pruning.Reproductions.Judging.Claims;

/// <summary>
/// Checks that a YAML text is no larger than a person writes, aliases counted as what they stand for: a tree of nodes
/// is built and walked by recursion, which very deep or very branched texts do not survive.
/// </summary>
internal sealed class YamlSize
{
    private const int MostLevels = 32;
    private const long MostNodes = 1_000_000;

    private readonly string file;

    /// <summary>The nodes under an anchor, itself included.</summary>
    private readonly Dictionary<AnchorName, long> anchored = [];

    /// <summary>The nodes that are open, with the number of nodes before each.</summary>
    private readonly Stack<(AnchorName Anchor, long Before)> open = [];

    private long nodes;

    private YamlSize(string file) => this.file = file;

    /// <summary>Reads a text to its end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="AuditException">It is nested too deep, too large, or contains itself.</exception>
    /// <exception cref="YamlException">It is not YAML.</exception>
    public static void Check(string text, string file)
    {
        var size = new YamlSize(file);
        var parser = new Parser(new StringReader(text));
        while (parser.MoveNext())
        {
            size.Take(parser.Current!);
        }
    }

    private void Take(ParsingEvent read)
    {
        switch (read)
        {
            case AnchorAlias alias:
                // One without an anchor is left to the reader, which names it.
                Add(read, anchored.GetValueOrDefault(alias.Value, 1));
                if (open.Any(o => o.Anchor == alias.Value))
                {
                    throw Refused(read, $"'*{alias.Value}' stands within what it stands for");
                }

                break;
            case Scalar scalar:
                Add(read, 1);
                Close(scalar.Anchor, nodes - 1);
                break;
            case MappingStart or SequenceStart:
                Add(read, 1);
                open.Push((((NodeEvent)read).Anchor, nodes - 1));
                if (open.Count > MostLevels)
                {
                    throw Refused(read, $"more than {MostLevels} levels of lists and 'key: value' lines");
                }

                break;
            case MappingEnd or SequenceEnd:
                var (anchor, before) = open.Pop();
                Close(anchor, before);
                break;
        }
    }

    private void Close(AnchorName anchor, long before)
    {
        if (!anchor.IsEmpty)
        {
            anchored[anchor] = nodes - before;
        }
    }

    private void Add(ParsingEvent read, long more)
    {
        nodes += more;
        if (nodes > MostNodes)
        {
            throw Refused(read, $"more than {MostNodes} entries, aliases counted as what they stand for");
        }
    }

    private AuditException Refused(ParsingEvent read, string why) =>
        new($"{file}, {Place.Of(read.Start)}: no claims file: {why}.");
}
