namespace Pruning.Shared.Data.Pictures;

/// <summary>
/// The filter by which pictures are brought to another size. Where they shrink it widens, so that every pixel counts.
/// </summary>
public enum Resampling
{
    /// <summary>A triangle: one pixel to both sides, in the larger of the two pixel sizes.</summary>
    Bilinear,

    /// <summary>Keys's cubic with a = −1/2 (1981): two pixels to both sides.</summary>
    Bicubic,
}
