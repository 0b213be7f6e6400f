namespace Pruning.Tests.Properties.Data.Idx;

/// <summary>Writes IDX files of unsigned bytes.</summary>
internal static class IdxBytes
{
    public static byte[] Of(IReadOnlyCollection<int> shape, ReadOnlySpan<byte> values) =>
        [0, 0, 8, (byte)shape.Count, .. shape.SelectMany(
            size => BitConverter.GetBytes(System.Net.IPAddress.HostToNetworkOrder(size))), .. values];
}
