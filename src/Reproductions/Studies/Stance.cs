namespace Pruning.Reproductions.Studies;

/// <summary>What a document says about a choice.</summary>
public enum Stance
{
    /// <summary>The document states the primary value; other values show what depends on it.</summary>
    Stated,

    /// <summary>The document leaves it open, so every value is a fair reading of the text.</summary>
    Unstated,

    /// <summary>Its published code departs from its text; the other values repeat the code.</summary>
    AsShipped,
}
