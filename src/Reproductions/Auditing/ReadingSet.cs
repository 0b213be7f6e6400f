namespace Pruning.Reproductions.Auditing;

/// <summary>Which readings of a claim an audit runs.</summary>
public enum ReadingSet
{
    Primary,

    /// <summary>The primary reading and those of the choices that the document leaves open.</summary>
    Unstated,
    All,
}
