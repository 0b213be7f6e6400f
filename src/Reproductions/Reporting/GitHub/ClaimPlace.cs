using System.Runtime.InteropServices;

namespace Pruning.Reproductions.Reporting.GitHub;

/// <summary>Where a claim is stated.</summary>
/// <param name="File">The file, from the repository's root, with slashes.</param>
/// <param name="Line">Its line, counted from 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ClaimPlace(string File, long Line);
