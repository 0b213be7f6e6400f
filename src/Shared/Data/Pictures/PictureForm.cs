namespace Pruning.Shared.Data.Pictures;

/// <summary>
/// The form that all pictures of a set are brought to: made smaller or larger, proportions kept, and cut to size around
/// the centre.
/// </summary>
/// <param name="Height">Pixels from top to bottom, at least 1.</param>
/// <param name="Width">Pixels from left to right, at least 1.</param>
public sealed record PictureForm(int Height, int Width)
{
    /// <summary>
    /// Pixels of a picture's shorter side before it is cut, at least those of the form's longer one; null: as few as
    /// cover the form. The longer side is rounded down.
    /// </summary>
    public int? ShorterSide { get; init; }

    public Resampling Resampling { get; init; } = Resampling.Bilinear;

    /// <summary>The size of a picture before it is cut, which covers the form.</summary>
    internal (int Height, int Width) Resized(int height, int width)
    {
        var (h, w) = ShorterSide is { } side ? (side, side) : (Height, Width);
        return (long)width * h >= (long)height * w
            ? (h, (int)Math.Min((long)width * h / height, int.MaxValue))
            : ((int)Math.Min((long)height * w / width, int.MaxValue), w);
    }

    /// <exception cref="ArgumentException">The sizes are none.</exception>
    internal void Check()
    {
        if (Height < 1 || Width < 1)
        {
            throw new ArgumentException($"Pictures of {Height} × {Width} pixels cannot be; expected at least 1 × 1.");
        }

        if (ShorterSide < Math.Max(Height, Width))
        {
            throw new ArgumentException(
                $"{Height} × {Width} pixels cannot be cut from a picture whose shorter side has {ShorterSide}.");
        }
    }
}
