using System.Text.RegularExpressions;
using TorchSharp.Finding;
using TorchSharp.Native;

namespace TorchSharp;

/// <summary>
/// What the science needs of its engine and TorchSharp's API does not offer. This is the implementation over the machine's
/// own libtorch; <c>Engine.NuGet.cs</c> has the same members over TorchSharp's packages.
/// </summary>
public static class Engine
{
    /// <summary>Finds, compiles and loads libtorch; any tensor operation does so by itself. May be called again, by any thread.</summary>
    /// <exception cref="LibTorchNotFoundException">No libtorch, no compiler, or one that does not load.</exception>
    public static void Start() => _ = Loader.Handle;

    /// <summary>Some rows of a matrix, in the order of a list: what index_select gives.</summary>
    /// <param name="matrix">[N, columns], of any device.</param>
    public static unsafe torch.Tensor Rows(torch.Tensor matrix, ReadOnlySpan<int> rows)
    {
        nint result;
        fixed (int* first = rows)
        {
            Slim.Check(Slim.Rows(matrix.Handle, first, rows.Length, &result));
        }

        GC.KeepAlive(matrix);
        return result != 0 ? new torch.Tensor(result) : RowsByOperator(matrix, rows);
    }

    /// <summary>What <see cref="Rows"/> means, by libtorch's operator.</summary>
    internal static torch.Tensor RowsByOperator(torch.Tensor matrix, ReadOnlySpan<int> rows)
    {
        using var list = torch.empty([rows.Length], dtype: torch.ScalarType.Int32, device: matrix.device);
        Write(rows, list);
        return matrix.index_select(0, list);
    }

    /// <summary>One linear layer of R replicates at once: weight [R, out, in] × input [R, in, B] + bias [R, out] → [R, out, B].</summary>
    public static torch.Tensor Affine(torch.Tensor weight, torch.Tensor input, torch.Tensor? bias)
    {
        if (bias is null)
        {
            return Aten.Tensor("bmm", weight, input);
        }

        using var column = bias.unsqueeze(-1);
        return Aten.Tensor("baddbmm", column, weight, input);
    }

    /// <summary>
    /// What a stretch of the layers of R dense nets makes of its input, without a graph, in one call, if these tensors allow it (float32, on
    /// the CPU). Equal to the layers' operators but for their rounding; all stretches together give the bits of the whole.
    /// </summary>
    /// <param name="values">[R, P], contiguous.</param>
    /// <param name="input">[R, features, B].</param>
    /// <param name="steps">All layers.</param>
    /// <param name="stretch">Which of them, a linear one first.</param>
    /// <returns>[R, outputs, B]; null: the tensors do not allow it.</returns>
    public static unsafe torch.Tensor? TryDenseForward(torch.Tensor values, torch.Tensor input, ReadOnlySpan<DenseStep> steps, Range stretch)
    {
        var (start, length) = stretch.GetOffsetAndLength(steps.Length);
        nint result;
        fixed (DenseStep* first = steps)
        {
            Slim.Check(Slim.DenseForward(values.Handle, input.Handle, first, steps.Length, start, length, &result));
        }

        GC.KeepAlive((values, input));
        return result == 0 ? null : new torch.Tensor(result);
    }

    /// <summary>
    /// The gradients of Σ −seed·log softmax(outputs) of R dense nets with respect to their parameters, in one call, if these tensors allow it
    /// (float32, on the CPU). Equal to autograd's but for their rounding.
    /// </summary>
    /// <param name="values">[R, P], contiguous.</param>
    /// <param name="gradients">[R, P], contiguous: where they go.</param>
    /// <param name="input">[R, features, B].</param>
    /// <param name="seed">[R, outputs, B].</param>
    /// <param name="steps">The layers, a linear one first.</param>
    /// <param name="add">Whether they are added to what is there.</param>
    /// <returns>Whether it was done.</returns>
    public static unsafe bool TryDenseBackward(
        torch.Tensor values, torch.Tensor gradients, torch.Tensor input, torch.Tensor seed, ReadOnlySpan<DenseStep> steps, bool add)
    {
        byte done;
        fixed (DenseStep* first = steps)
        {
            Slim.Check(Slim.DenseBackward(values.Handle, gradients.Handle, input.Handle, seed.Handle, first, steps.Length, Byte(add), &done));
        }

        GC.KeepAlive((values, gradients, input, seed));
        return done != 0;
    }

    /// <summary>
    /// R replicates' convolutions at once, stride 1 and no padding: maps [B, R·channels, height, width] and kernels [R·filters, channels, k, k] →
    /// [B, R·filters, height − k + 1, width − k + 1].
    /// </summary>
    /// <remarks>Few taps on the CPU go through a kernel of our own, which the operator equals but for rounding.</remarks>
    public static unsafe torch.Tensor Convolution(torch.Tensor maps, torch.Tensor kernels, torch.Tensor? bias, long replicates)
    {
        nint result;
        Slim.Check(Slim.Convolution(maps.Handle, kernels.Handle, replicates, &result));
        GC.KeepAlive((maps, kernels));
        if (result == 0)
        {
            return torch.nn.functional.conv2d(maps, kernels, bias, groups: replicates);
        }

        var convolved = new torch.Tensor(result);
        return bias is null ? convolved : convolved.add(bias.view(-1, 1, 1));
    }

    /// <summary>The largest value of every size×size window of maps [B, channels, height, width], windows side by side; a rest at the edge is dropped.</summary>
    /// <remarks>Windows of 2×2 on the CPU go through a kernel of our own, to the same bits.</remarks>
    public static unsafe torch.Tensor MaxPool(torch.Tensor maps, long size)
    {
        nint pooled = 0;
        if (size == 2)
        {
            Slim.Check(Slim.PoolPairs(maps.Handle, &pooled));
            GC.KeepAlive(maps);
        }

        return pooled != 0 ? new torch.Tensor(pooled) : torch.nn.functional.max_pool2d(maps, size);
    }

    /// <summary>
    /// Adam's step in one pass, if these tensors allow it (float32, contiguous, on the CPU): m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g²,
    /// w ← (w + step·m / (√v / root + ε))·mask, where step = −α / (1 − β₁ᵗ) and root = √(1 − β₂ᵗ). Equal to the same step by operators but
    /// for their rounding.
    /// </summary>
    /// <returns>Whether the step was taken.</returns>
    public static unsafe bool TryAdam(
        torch.Tensor values, torch.Tensor gradients, torch.Tensor mean, torch.Tensor square, torch.Tensor? mask, double beta1, double beta2, double step, double root, double epsilon)
    {
        var count = values.NumberOfElements;
        if (!HostMemory.IsPlain(values, count) || !HostMemory.IsPlain(gradients, count) || !HostMemory.IsPlain(mean, count)
            || !HostMemory.IsPlain(square, count) || (mask is not null && !HostMemory.IsPlain(mask, count)))
        {
            return false;
        }

        Slim.Check(Slim.Adam(
            HostMemory.Data(values), HostMemory.Data(gradients), HostMemory.Data(mean), HostMemory.Data(square), mask is null ? null : HostMemory.Data(mask),
            count, beta1, beta2, step, root, epsilon));
        GC.KeepAlive((values, gradients, mean, square, mask));
        return true;
    }

    /// <summary>Deterministic kernels only, no auto-tuning, no TF32; an operator that has no such kernel throws. On from the start.</summary>
    public static void SetDeterministic(bool on) => Slim.Check(Slim.SetDeterministic(Byte(on)));

    /// <summary>Threads that the calling thread's operators use, in ATen and in BLAS (whose count is the process's).</summary>
    public static void SetThreads(int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        Slim.Check(Slim.SetThreads(n));
    }

    /// <summary>
    /// Tells how many threads compute by themselves: those that begin to (1) and those that have ended (−1). Cores left over lend a hand
    /// where work falls into blocks, which moves no bit.
    /// </summary>
    public static void CountWorkers(int change) => Slim.Workers(change);

    /// <summary>Whether the calling thread treats subnormal floats as zero.</summary>
    /// <exception cref="NotSupportedException">The processor cannot.</exception>
    public static void SetFlushDenormals(bool on)
    {
        if (Slim.SetFlushDenormals(Byte(on)) == 0 && on)
        {
            throw new NotSupportedException("This processor cannot flush subnormal numbers to zero.");
        }
    }

    /// <summary>All that can move a result's bits on <paramref name="device"/>, under stable names.</summary>
    public static IReadOnlyDictionary<string, string> Fingerprint(torch.Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        var config = Slim.Text(Subject.Config);
        var onGpu = device.type == DeviceType.CUDA;
        return new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["backend"] = "system",
            ["libtorch"] = Slim.Text(Subject.Version) + BuildId(),
            ["blas"] = BlasName(config),
            ["blasCore"] = Known(Slim.Text(Subject.BlasCore)),
            ["oneDnn"] = Line(config, "MKL-DNN v[0-9.]+") + " isa " + Known(Slim.Text(Subject.OneDnnIsa)),
            ["capability"] = Slim.Text(Subject.Capability),
            ["cuda"] = onGpu ? Line(config, "CUDA Runtime [0-9.]+") + ", " + Line(config, "CuDNN [0-9.]+") : "none",
            ["device"] = onGpu ? Known(Slim.Text(Subject.Gpu, Math.Max(device.index, 0))) : Cpu(),
            ["optimizer"] = onGpu ? "operators" : $"dense nets, few taps, one pass, by {Slim.Text(Subject.Compiler)}",
        };
    }

    /// <summary>Copies a tensor of any device and strides, row-major, into <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentException">Another element type or another length than the tensor's.</exception>
    public static void Read<T>(torch.Tensor source, Span<T> destination)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(source);
        HostMemory.Check<T>(source, destination.Length);
        HostMemory.CopyOut(source, destination);
    }

    /// <summary>Copies <paramref name="source"/>, row-major, into a tensor of any device and strides; autograd does not see it.</summary>
    /// <exception cref="ArgumentException">Another element type or another length than the tensor's.</exception>
    public static void Write<T>(ReadOnlySpan<T> source, torch.Tensor destination)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(destination);
        HostMemory.Check<T>(destination, source.Length);
        HostMemory.CopyIn(source, destination);
    }

    /// <summary>What libtorch warned of so far; it never writes to the terminal. SLIM_WARNINGS names a file to have them in too.</summary>
    public static IReadOnlyList<string> Warnings =>
        Slim.Text(Subject.Warnings).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Which libtorch this is.</summary>
    public static EngineDescription Describe()
    {
        Start();
        return new EngineDescription(
            "system", Slim.Text(Subject.Version), Loader.Torch.Libraries, Loader.Torch.Source, Slim.CudaDevices(), []);
    }

    internal static byte Byte(bool value) => value ? (byte)1 : (byte)0;

    private static string BuildId() => Slim.Text(Subject.BuildId) is { Length: >= 12 } id ? "+" + id[..12] : "";

    private static string Known(string text) => text.Length == 0 ? "unknown" : text;

    private static string BlasName(string config)
    {
        var openBlas = Slim.Text(Subject.BlasConfig);
        return openBlas.Length > 0
            ? Line(openBlas, "OpenBLAS [0-9.]+")
            : Line(config, "(Intel\\(R\\) oneAPI Math Kernel Library Version [^\\n]+|BLAS_INFO=[a-z_]+)");
    }

    private static string Line(string text, string pattern)
    {
        var match = Regex.Match(text, pattern, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return match.Success ? match.Value : "unknown";
    }

    private static string Cpu()
    {
        const string Info = "/proc/cpuinfo";
        var line = File.Exists(Info)
            ? File.ReadLines(Info).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null ? "unknown" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
