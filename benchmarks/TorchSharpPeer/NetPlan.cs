using TorchSharp.Modules;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.optim;

namespace Pruning.Benchmarks.TorchSharpPeer;

/// <summary>How a net is made and which optimizer trains it.</summary>
internal sealed record NetPlan(Func<Sequential> Make, Func<IEnumerable<Parameter>, Optimizer> Optimizer);
