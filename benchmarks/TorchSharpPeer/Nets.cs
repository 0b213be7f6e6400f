using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pruning.Benchmarks.TorchSharpPeer;

/// <summary>The nets, as one would write them.</summary>
internal static class Nets
{
    /// <exception cref="ArgumentOutOfRangeException">There is none of that name.</exception>
    public static NetPlan Named(string name) => name switch
    {
        "penguins" => new(
            () => Sequential(Linear(12, 12), ReLU(), Linear(12, 3), Tanh()),
            parameters => optim.Adam(parameters, lr: 1e-4)),
        "mnist" => new(
            () => Sequential(
                Linear(784, 1000), ReLU(),
                Linear(1000, 1000), ReLU(),
                Linear(1000, 500), ReLU(),
                Linear(500, 200), ReLU(),
                Linear(200, 10)),
            parameters => optim.Adam(parameters, lr: 1e-3)),
        "conv" => new(
            () => Sequential(
                Unflatten(1, [1, 28, 28]),
                Conv2d(1, 8, 3, bias: false), ReLU(),
                Conv2d(8, 4, 3, bias: false), ReLU(),
                MaxPool2d(2), Flatten(), Linear(576, 10)),
            parameters => optim.RMSProp(parameters, lr: 1e-3)),
        "sensitivity" => new(
            () => Sequential(
                Unflatten(1, [1, 28, 28]),
                Conv2d(1, 32, 3), ReLU(), MaxPool2d(2),
                Conv2d(32, 64, 3), ReLU(), MaxPool2d(2),
                Conv2d(64, 64, 3), Flatten(),
                Linear(576, 250), ReLU(), Linear(250, 125), ReLU(), Linear(125, 60), ReLU(), Linear(60, 10)),
            parameters => optim.Adam(parameters, lr: 1e-3)),
        "vgg" => new(
            () => Sequential(
                Unflatten(1, [3, 32, 32]),
                Conv2d(3, 16, 3, padding: 1), ReLU(), Conv2d(16, 16, 3, padding: 1), ReLU(), MaxPool2d(2),
                Conv2d(16, 32, 3, padding: 1), ReLU(), Conv2d(32, 32, 3, padding: 1), ReLU(), MaxPool2d(2),
                Conv2d(32, 64, 3, padding: 1), ReLU(), Conv2d(64, 64, 3, padding: 1), ReLU(), MaxPool2d(2),
                Flatten(), Linear(1024, 128), ReLU(), Linear(128, 2)),
            parameters => optim.SGD(parameters, 0.01, momentum: 0.9)),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no net of that name."),
    };
}
