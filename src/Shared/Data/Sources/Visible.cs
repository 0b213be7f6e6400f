using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Pruning.Tests.Properties")]
