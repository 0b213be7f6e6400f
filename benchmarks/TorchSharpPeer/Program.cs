using Pruning.Benchmarks.TorchSharpPeer;
using Pruning.Shared.Engine;
using TorchSharp;

// The peers written with TorchSharp: the first argument says which one, the rest is the job.
LibTorch.Load();
if (args is ["version"])
{
    var version = typeof(torch).Assembly.GetName().Version?.ToString(3);
    Console.WriteLine($"TorchSharp {version} (libtorch {LibTorch.Describe().Version})");
    return 0;
}

var job = PeerJob.Parse(args.Skip(1));
switch (args[0])
{
    case "penguins-batched":
        new BatchedPenguins(job).Race();
        break;
    case "sweep":
        new MaskedSweep(job).Race();
        break;
    case "product":
        new MatrixProduct(job).Race();
        break;
    default:
        new OneAtATime(job, Nets.Named(args[0])).Race();
        break;
}

return 0;
