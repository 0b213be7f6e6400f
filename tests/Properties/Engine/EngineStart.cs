using System.Runtime.CompilerServices;
using Pruning.Shared.Engine;
using Pruning.Tests.Properties.Training;

namespace Pruning.Tests.Properties.Engine;

/// <summary>
/// Many tests hold the code to libtorch's operators, so this assembly loads them when it is; not in a test's child
/// process, which may be there to see that nothing does.
/// </summary>
internal static class EngineStart
{
    [ModuleInitializer]
    internal static void Load()
    {
        if (ChildProcess.Answer is null)
        {
            _ = LibTorch.Problem();
        }
    }
}
