namespace Pruning.Reproductions.Studies;

/// <summary>How reports show a table.</summary>
public enum TableView
{
    /// <summary>Shaded figures, as means over replicates.</summary>
    Heat,

    /// <summary>A picture for each row, of the first replicate.</summary>
    Pictures,

    /// <summary>A point for each row, at the values of its two columns, of the first replicate.</summary>
    Scatter,
}
