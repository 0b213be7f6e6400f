using SkiaSharp;

namespace Pruning.Shared.Data.Pictures;

/// <summary>
/// Brings pictures to a form: upright, opaque, resampled, cut. In C#, in one order of operations, so that it gives the
/// same bytes on every processor.
/// </summary>
internal static class Shaping
{
    private const int Channels = 3;

    /// <summary>Brings a picture to a form.</summary>
    /// <param name="target">Receives [3 × Height × Width].</param>
    public static void Shape(RgbaPicture picture, PictureForm form, Span<byte> target)
    {
        var upright = Upright(picture);
        var (height, width) = form.Resized(upright.Height, upright.Width);
        var columns = Weights.Of(upright.Width, width, form.Width, form.Resampling);
        var rows = Weights.Of(upright.Height, height, form.Height, form.Resampling);

        // First along the rows, as floats [rows that are read × Width × 3]; then down the columns.
        var (top, bottom) = (rows.Min(r => r.Start), rows.Max(r => r.Start + r.Shares.Length));
        var stride = form.Width * Channels;
        var narrow = new float[(bottom - top) * stride];
        for (var y = top; y < bottom; y++)
        {
            var line = upright.Pixels.AsSpan(y * upright.Width * 4, upright.Width * 4);
            for (var x = 0; x < form.Width; x++)
            {
                for (var c = 0; c < Channels; c++)
                {
                    narrow[((y - top) * stride) + (x * Channels) + c] = (float)columns[x].Sum(line, c, 4);
                }
            }
        }

        for (var y = 0; y < form.Height; y++)
        {
            for (var x = 0; x < form.Width; x++)
            {
                for (var c = 0; c < Channels; c++)
                {
                    var value = rows[y].Sum(narrow, (x * Channels) + c - (top * stride), stride);
                    target[(((c * form.Height) + y) * form.Width) + x] = (byte)Math.Clamp(value + 0.5, 0, 255);
                }
            }
        }
    }

    /// <summary>The picture turned as its file says, and laid on white.</summary>
    private static RgbaPicture Upright(RgbaPicture raw)
    {
        var isTurned = raw.Origin >= SKEncodedOrigin.LeftTop;
        var (height, width) = isTurned ? (raw.Width, raw.Height) : (raw.Height, raw.Width);
        var pixels = new byte[raw.Pixels.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                // The origin is where the file's first row and first column belong.
                var (column, row) = raw.Origin switch
                {
                    SKEncodedOrigin.TopRight => (raw.Width - 1 - x, y),
                    SKEncodedOrigin.BottomRight => (raw.Width - 1 - x, raw.Height - 1 - y),
                    SKEncodedOrigin.BottomLeft => (x, raw.Height - 1 - y),
                    SKEncodedOrigin.LeftTop => (y, x),
                    SKEncodedOrigin.RightTop => (y, raw.Height - 1 - x),
                    SKEncodedOrigin.RightBottom => (raw.Width - 1 - y, raw.Height - 1 - x),
                    SKEncodedOrigin.LeftBottom => (raw.Width - 1 - y, x),
                    _ => (x, y),
                };
                var from = raw.Pixels.AsSpan(4 * ((row * raw.Width) + column), 4);
                var to = pixels.AsSpan(4 * ((y * width) + x), 4);
                for (var c = 0; c < Channels; c++)
                {
                    to[c] = (byte)(((from[c] * from[3]) + (255 * (255 - from[3])) + 127) / 255);
                }

                to[3] = 255;
            }
        }

        return new(width, height, pixels);
    }

    /// <summary>What a new pixel takes of old ones from <paramref name="Start"/> on: shares that add up to 1.</summary>
    private sealed record Weights(int Start, double[] Shares)
    {
        /// <summary>The weights of the middle stretch of an axis after resampling.</summary>
        /// <param name="old">Pixels before.</param>
        /// <param name="resized">Pixels after.</param>
        /// <param name="count">Pixels of the stretch.</param>
        public static Weights[] Of(int old, int resized, int count, Resampling resampling)
        {
            var scale = (double)old / resized;
            var spread = Math.Max(scale, 1);
            var support = spread * (resampling == Resampling.Bicubic ? 2 : 1);
            var offset = (resized - count) / 2;
            return [.. Enumerable.Range(offset, count).Select(i =>
            {
                var centre = (i + 0.5) * scale;
                var start = Math.Max(0, (int)(centre - support + 0.5));
                var end = Math.Min(old, (int)(centre + support + 0.5));
                var shares = new double[end - start];
                var sum = 0.0;
                for (var k = 0; k < shares.Length; k++)
                {
                    shares[k] = Filter(resampling, Math.Abs(start + k + 0.5 - centre) / spread);
                    sum += shares[k];
                }

                return new Weights(start, Array.ConvertAll(shares, share => share / sum));
            })];
        }

        public double Sum(ReadOnlySpan<byte> values, int first, int stride)
        {
            var sum = 0.0;
            for (var k = 0; k < Shares.Length; k++)
            {
                sum += Shares[k] * values[first + ((Start + k) * stride)];
            }

            return sum;
        }

        public double Sum(ReadOnlySpan<float> values, int first, int stride)
        {
            var sum = 0.0;
            for (var k = 0; k < Shares.Length; k++)
            {
                sum += Shares[k] * values[first + ((Start + k) * stride)];
            }

            return sum;
        }

        private static double Filter(Resampling resampling, double t) => (resampling, t) switch
        {
            (Resampling.Bilinear, < 1) => 1 - t,
            (Resampling.Bicubic, < 1) => (((1.5 * t) - 2.5) * t * t) + 1,
            (Resampling.Bicubic, < 2) => ((((-0.5 * t) + 2.5) * t) - 4) * t + 2,
            _ => 0,
        };
    }
}
