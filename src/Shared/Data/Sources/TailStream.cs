namespace Pruning.Shared.Data.Sources;

/// <summary>Passes another stream on, and remembers its last four bytes.</summary>
internal sealed class TailStream(Stream inner) : ReadingStream
{
    private readonly byte[] tail = new byte[4];

    /// <summary>The last four bytes read; zeros in front where there were fewer.</summary>
    public ReadOnlySpan<byte> Tail => tail;

    protected override int ReadSome(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        ReadOnlySpan<byte> read = buffer[..count];
        var kept = read[^Math.Min(count, tail.Length)..];
        tail.AsSpan(kept.Length).CopyTo(tail);
        kept.CopyTo(tail.AsSpan(tail.Length - kept.Length));
        return count;
    }
}
