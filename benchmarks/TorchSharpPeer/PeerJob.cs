using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Benchmarks.TorchSharpPeer;

/// <summary>
/// What a process is told to do, and the files that both sides start from. The counterpart of <c>peers/common.py</c>.
/// </summary>
internal sealed class PeerJob
{
    /// <summary>Examples that a check measures, at most.</summary>
    public const int Measured = 1000;

    /// <summary>Floats that are picked out of the examples at once: few calls, and still in cache.</summary>
    private const int Gathered = 1 << 18;

    /// <summary>A set of this size is small, and has the orders of many epochs, of 200 rows each.</summary>
    private const int SmallSet = 1000;
    private const int SmallSetRows = 200;

    private readonly Dictionary<string, string> given;

    private PeerJob(Dictionary<string, string> given)
    {
        this.given = given;
        set_num_threads(Number("threads"));
        var labels = Read<int>($"{given["data"]}.labels");
        Labels = tensor(Array.ConvertAll(labels, l => (long)l));
        Inputs = from_array(Read<float>($"{given["data"]}.inputs")).view(labels.Length, -1);
        var total = Number("total");
        var mine = TensorIndex.Slice(Number("first"), Number("first") + Nets);
        Values = from_array(Read<float>($"{Problem}.values")).view(total, -1)[mine];
        var orders = Array.ConvertAll(Read<int>($"{Problem}.orders"), row => (long)row);
        var rows = labels.Length < SmallSet ? SmallSetRows : Math.Max(orders.Length / total, 1);
        Orders = tensor(orders).view(total, orders.Length / total / rows, rows)[mine];
    }

    public string Problem => given["problem"];

    /// <summary>How many nets this process trains.</summary>
    public int Nets => Number("nets");

    /// <summary>Steps to time (evaluations or products, where there is no training).</summary>
    public int Steps => Number("steps");

    /// <summary>Steps of the check.</summary>
    public int Check => Number("check");

    public int Batch => Number("batch");

    /// <summary>Whether the process's own start is timed.</summary>
    public bool FromStart => given["start"] == "yes";

    /// <summary>[examples, features].</summary>
    public Tensor Inputs { get; }

    /// <summary>[examples].</summary>
    public Tensor Labels { get; }

    /// <summary>Initial parameters, [nets, parameters].</summary>
    public Tensor Values { get; }

    /// <summary>[nets, epochs, rows of an epoch].</summary>
    public Tensor Orders { get; }

    public static PeerJob Parse(IEnumerable<string> arguments) =>
        new(arguments.Select(a => a.Split('=', 2)).ToDictionary(p => p[0], p => p[1]));

    /// <summary>The inputs and labels of so many steps of one net, each valid until the next.</summary>
    public IEnumerable<(Tensor Inputs, Tensor Labels)> Batches(int net, int steps)
    {
        var block = Batch * Math.Max(1, Gathered / (int)(Inputs.shape[1] * Batch));
        for (var left = steps; left > 0;)
        {
            for (var epoch = 0; epoch < Orders.shape[1] && left > 0; epoch++)
            {
                for (var start = 0L; start < Orders.shape[2] && left > 0; start += block)
                {
                    using var scope = NewDisposeScope();
                    var rows = Orders[net, epoch].narrow(0, start, Math.Min(block, Orders.shape[2] - start));
                    var labels = Labels.index_select(0, rows).split(Batch);
                    foreach (var batch in Inputs.index_select(0, rows).split(Batch).Zip(labels).Take(left))
                    {
                        left--;
                        yield return batch;
                    }
                }
            }
        }
    }

    private int Number(string key) => int.Parse(given[key]);

    private T[] Read<T>(string name)
        where T : unmanaged =>
        MemoryMarshal.Cast<byte, T>(File.ReadAllBytes(Path.Combine(given["folder"], name))).ToArray();
}
