using System.Runtime.CompilerServices;
using Pruning.Shared.Engine;

namespace Pruning.Tests.Properties.Engine;

/// <summary>Many tests hold the code to libtorch's operators, so this assembly loads them when it is.</summary>
internal static class EngineStart
{
    [ModuleInitializer]
    internal static void Load() => LibTorch.Load();
}
