using System.Runtime.InteropServices;
using YamlDotNet.Core;

namespace Pruning.Reproductions.Judging.Claims;

/// <summary>A place in a claims file, both numbers counted from 1.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Place(long Line, long Column)
{
    public static Place Of(Mark mark) => new(mark.Line, mark.Column);

    public override string ToString() => $"line {Line}, column {Column}";
}
