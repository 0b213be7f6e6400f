using System.Globalization;
using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>
/// Counts what its thread does from its making to its disposal, in figures that no machine's speed moves. One at a time on a thread; what
/// other threads do for it is not seen.
/// </summary>
/// <remarks>A ref struct, so that it cannot leave the thread whose calls it counts.</remarks>
internal readonly ref struct CallCounter : IDisposable
{
    private readonly long managed;

    public CallCounter()
    {
        Slim.Check(Slim.Count(on: 1));
        managed = GC.GetAllocatedBytesForCurrentThread();
    }

    /// <summary>What was counted so far.</summary>
    public CallCounts Counts()
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread() - managed;
        var lines = Slim.Counted().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '));
        return new(lines.ToDictionary(words => words[0], words => Count([.. words.Skip(1).Select(w => long.Parse(w, CultureInfo.InvariantCulture))])), bytes);
    }

    public void Dispose() => Slim.Check(Slim.Count(on: 0));

    private static CallCount Count(long[] numbers) => new(numbers[0], numbers[1], numbers[2], numbers[3]);
}

/// <summary>What happened under one name.</summary>
/// <param name="Asked">Calls by C#, by a kernel of ours or by autograd.</param>
/// <param name="Within">Calls within another operator: how libtorch does it.</param>
/// <param name="Allocations">How often memory for tensors' elements was taken in those asked for.</param>
/// <param name="Bytes">How much in all.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CallCount(long Asked, long Within, long Allocations, long Bytes)
{
    public static CallCount operator -(CallCount a, CallCount b) =>
        new(a.Asked - b.Asked, a.Within - b.Within, a.Allocations - b.Allocations, a.Bytes - b.Bytes);
}

/// <summary>What a thread did.</summary>
/// <param name="Calls">By name: <c>aten::mm.out</c>, <c>slim::adam</c>.</param>
/// <param name="ManagedBytes">What objects of C# took; a collection moves it by some kilobytes.</param>
internal sealed record CallCounts(IReadOnlyDictionary<string, CallCount> Calls, long ManagedBytes)
{
    /// <summary>Calls of operators and kernels that were asked for.</summary>
    public long Operators => Calls.Values.Sum(c => c.Asked);

    public long Allocations => Calls.Values.Sum(c => c.Allocations);

    public long Bytes => Calls.Values.Sum(c => c.Bytes);

    /// <summary>What these counts have beyond others.</summary>
    public static CallCounts operator -(CallCounts all, CallCounts some) => new(
        all.Calls.ToDictionary(c => c.Key, c => c.Value - some.Calls.GetValueOrDefault(c.Key)), all.ManagedBytes - some.ManagedBytes);

    /// <summary>The totals, then a line for every name.</summary>
    public override string ToString() => string.Join('\n', Calls
        .Where(c => c.Value != default)
        .OrderByDescending(c => c.Value.Asked)
        .ThenBy(c => c.Key, StringComparer.Ordinal)
        .Select(c => $"{c.Value.Asked,7} {c.Key}, {c.Value.Within} within others, {c.Value.Allocations} allocations of {c.Value.Bytes} bytes")
        .Prepend($"{Operators} calls, {Allocations} allocations of {Bytes} bytes, {ManagedBytes} managed bytes"));
}
