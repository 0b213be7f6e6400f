namespace Pruning.Shared.Data.Sources;

/// <summary>Passes a network's stream on, and gives up when nothing arrives for a while.</summary>
internal sealed class PatientStream(Stream inner, TimeSpan patience) : ReadingStream
{
    private readonly byte[] own = new byte[1 << 16];

    protected override int ReadSome(Span<byte> buffer)
    {
        using var giveUp = new CancellationTokenSource(patience);
        try
        {
            var count = inner.ReadAsync(own.AsMemory(0, Math.Min(own.Length, buffer.Length)), giveUp.Token).AsTask().GetAwaiter().GetResult();
            own.AsSpan(0, count).CopyTo(buffer);
            return count;
        }
        catch (OperationCanceledException e) when (giveUp.IsCancellationRequested)
        {
            throw new IOException($"nothing has arrived for {patience.TotalSeconds:0.#} s.", e);
        }
    }
}
