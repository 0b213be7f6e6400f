namespace Pruning.Shared.Kernels;

/// <summary>The operands of four target maps of one panel; missing maps repeat the last one.</summary>
internal unsafe struct WindowFrame
{
    /// <summary>The panel's source maps.</summary>
    public float* Source;

    /// <summary>Number of source maps.</summary>
    public int Sources;

    /// <summary>Floats from one source map to the next.</summary>
    public nint SourceMap;

    /// <summary>Floats from one tap's factor to the next one's, along a row.</summary>
    public nint Step;

    /// <summary>Floats from one row of taps to the next in a source map.</summary>
    public nint RowStep;

    /// <summary>Entries from one source map to the next in the weight.</summary>
    public nint SourceWeights;

    /// <summary>Entries from one tap in use to the next in the weight.</summary>
    public nint TapStep;

    /// <summary>Entries from one row of taps in use to the next in the weight.</summary>
    public nint TapRowStep;

    /// <summary>Whether <see cref="Bias0"/> … are added.</summary>
    public bool Biased;

    /// <summary>The first map's weights; likewise the others.</summary>
    public float* Weight0;
    public float* Weight1;
    public float* Weight2;
    public float* Weight3;

    /// <summary>The first map's destination; likewise the others.</summary>
    public float* Target0;
    public float* Target1;
    public float* Target2;
    public float* Target3;

    /// <summary>The first map's bias; likewise the others.</summary>
    public float Bias0;
    public float Bias1;
    public float Bias2;
    public float Bias3;
}
