namespace Pruning.Reproductions.Judging.Tables;

/// <summary>What stands before a number's decimals.</summary>
internal enum DecimalMark
{
    Point,
    Comma,
}
