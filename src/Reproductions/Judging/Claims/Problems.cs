using YamlDotNet.RepresentationModel;

namespace Pruning.Reproductions.Judging.Claims;

/// <summary>What is wrong with a claims file.</summary>
/// <param name="file">The file's name, for messages.</param>
internal sealed class Problems(string file)
{
    private readonly List<(Place Place, string Text)> all = [];

    public bool Any => all.Count > 0;

    public void Add(YamlNode at, string text) => Add(Place.Of(at.Start), text);

    public void Add(Place at, string text) => all.Add((at, text));

    /// <summary>All problems in the order of the file, one a line.</summary>
    public AuditException ToException() => new(string.Join('\n', all.Distinct()
        .OrderBy(p => p.Place.Line).ThenBy(p => p.Place.Column)
        .Select(p => $"{file}, {p.Place}: {p.Text}")));
}
