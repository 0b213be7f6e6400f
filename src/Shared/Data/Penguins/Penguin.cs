namespace Pruning.Shared.Data.Penguins;

/// <summary>One complete row of the palmerpenguins table; words and years are indices of the table's lists.</summary>
/// <param name="Row">Row in the file, 0-based, the header not counted.</param>
/// <param name="BillLength">mm.</param>
/// <param name="BillDepth">mm.</param>
/// <param name="FlipperLength">mm.</param>
/// <param name="BodyMass">g.</param>
public sealed record Penguin(
    int Row, int Species, int Island, double BillLength, double BillDepth, double FlipperLength, double BodyMass,
    int Sex, int Year);
