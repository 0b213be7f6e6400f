using TorchSharp.Native;

namespace TorchSharp;

/// <summary>
/// Holds the calling thread's grad mode until the end of a <c>using</c>. libtorch keeps that mode per thread, and a ref
/// struct cannot leave its thread: it cannot be stored, captured or carried over an await.
/// </summary>
public readonly ref struct GradMode : IDisposable
{
    private readonly byte _before;

    internal GradMode(bool enabled)
    {
        _before = Slim.GradMode();
        Slim.SetGradMode(Engine.Byte(enabled));
    }

    public void Dispose() => Slim.SetGradMode(_before);
}

/// <summary>As <see cref="GradMode"/>, for libtorch's inference mode: no graph, and results that may never join one.</summary>
public readonly ref struct InferenceMode : IDisposable
{
    private readonly nint _guard;

    internal InferenceMode(bool enabled) => _guard = Slim.EnterInference(Engine.Byte(enabled));

    public void Dispose() => Slim.LeaveInference(_guard);
}

public static partial class torch
{
    public static DisposeScope NewDisposeScope() => new();

    public static GradMode no_grad() => new(enabled: false);

    public static GradMode enable_grad(bool enabled = true) => new(enabled);

    public static GradMode set_grad_enabled(bool mode = true) => new(mode);

    public static bool is_grad_enabled() => Slim.GradMode() != 0;

    public static InferenceMode inference_mode(bool mode = true) => new(mode);

    public static bool is_inference_mode_enabled() => Slim.InferenceMode() != 0;
}
