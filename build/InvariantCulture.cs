using System.Globalization;
using System.Runtime.CompilerServices;

namespace Pruning;

/// <summary>
/// Sets the invariant culture for all threads before any other code of a program runs, so that figures are written
/// alike everywhere. The project setting InvariantGlobalization alone does not hold: the environment variable
/// DOTNET_SYSTEM_GLOBALIZATION_INVARIANT overrides it. Compiled into every program and every test project.
/// </summary>
internal static class InvariantCulture
{
#pragma warning disable CA2255 // Nothing else runs first, wherever a program or a test starts.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Set()
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
    }
}
