using System.Runtime.CompilerServices;
using Pruning.Shared.Engine;

namespace Pruning.Tests.Reproductions;

/// <summary>Many tests use tensors, so this assembly loads libtorch when it is.</summary>
internal static class EngineStart
{
    [ModuleInitializer]
    internal static void Load() => LibTorch.Load();
}
