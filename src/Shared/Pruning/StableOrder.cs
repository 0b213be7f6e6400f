namespace Pruning.Shared.Pruning;

/// <summary>A stable sort of scores: ascending, equal ones by index, −0 and +0 equal, NaN last.</summary>
internal static class StableOrder
{
    private const int DigitBits = 11;
    private const int Digits = 3;
    private const int Values = 1 << DigitBits;

    /// <summary>
    /// Gets the indices of <paramref name="scores"/> in ascending order, by a radix sort in three passes (Knuth, TAOCP
    /// 3, 5.2.5).
    /// </summary>
    public static int[] Of(ReadOnlySpan<float> scores)
    {
        var n = scores.Length;
        var (keys, order) = (new uint[n], new int[n]);
        var (nextKeys, nextOrder) = (new uint[n], new int[n]);
        var counts = new int[Digits * Values];
        for (var i = 0; i < n; i++)
        {
            keys[i] = Key(scores[i]);
            order[i] = i;
            for (var digit = 0; digit < Digits; digit++)
            {
                counts[(digit * Values) + Digit(keys[i], digit)]++;
            }
        }

        for (var digit = 0; digit < Digits; digit++)
        {
            var places = counts.AsSpan(digit * Values, Values);
            ToStarts(places);
            for (var i = 0; i < n; i++)
            {
                var place = places[Digit(keys[i], digit)]++;
                nextKeys[place] = keys[i];
                nextOrder[place] = order[i];
            }

            (keys, nextKeys) = (nextKeys, keys);
            (order, nextOrder) = (nextOrder, order);
        }

        return order;
    }

    /// <summary>Maps a score to an integer of the same order.</summary>
    private static uint Key(float score)
    {
        if (float.IsNaN(score))
        {
            return uint.MaxValue;
        }

        var bits = BitConverter.SingleToUInt32Bits(score == 0 ? 0f : score);
        return (bits & 0x80000000) != 0 ? ~bits : bits | 0x80000000;
    }

    private static int Digit(uint key, int digit) => (int)(key >> (digit * DigitBits)) & (Values - 1);

    /// <summary>Replaces the count of each digit by the index where its entries start.</summary>
    private static void ToStarts(Span<int> counts)
    {
        var start = 0;
        foreach (ref var count in counts)
        {
            (count, start) = (start, start + count);
        }
    }
}
