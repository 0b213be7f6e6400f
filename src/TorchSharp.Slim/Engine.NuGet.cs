using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>
/// What the science needs of its engine and TorchSharp's API does not offer, as far as TorchSharp's packages allow;
/// <see cref="Describe"/> says what they do not. <c>Engine.System.cs</c> has the same members over the machine's libtorch.
/// </summary>
public static class Engine
{
    private static readonly string[] Missing =
    [
        "deterministic algorithms (TorchSharp 0.107 has no such mode)",
        "one BLAS thread (set_num_threads does not bind BLAS; set OPENBLAS_NUM_THREADS or MKL_NUM_THREADS before the start)",
        "flushing subnormal numbers to zero",
        "the names of the BLAS core and of the oneDNN version in the fingerprint",
        "libtorch's warnings (they go to the terminal)",
    ];

    private static readonly Lock Gate = new();
    private static bool s_started;

    /// <summary>Loads libtorch; any tensor operation does so by itself. May be called again, by any thread.</summary>
    public static void Start()
    {
        lock (Gate)
        {
            if (!s_started)
            {
                torch.InitializeDeviceType(DeviceType.CPU);
                SetDeterministic(on: true);
                s_started = true;
            }
        }
    }

    /// <summary>Some rows of a matrix, in the order of a list: what index_select gives.</summary>
    /// <param name="matrix">[N, columns], of any device.</param>
    public static torch.Tensor Rows(torch.Tensor matrix, ReadOnlySpan<int> rows)
    {
        using var list = torch.empty([rows.Length], dtype: torch.ScalarType.Int32, device: matrix.device);
        Write(rows, list);
        return matrix.index_select(0, list);
    }

    /// <summary>One linear layer of R replicates at once: weight [R, out, in] × input [R, in, B] + bias [R, out] → [R, out, B].</summary>
    public static torch.Tensor Affine(torch.Tensor weight, torch.Tensor input, torch.Tensor? bias)
    {
        // A product and a sum, since baddbmm of TorchSharp 0.107 adds the wrong operand.
        var product = weight.bmm(input);
        if (bias is null)
        {
            return product;
        }

        using (product)
        using (var column = bias.unsqueeze(-1))
        {
            return product.add(column);
        }
    }

    /// <summary>Never: TorchSharp's tensors go through the layers' operators.</summary>
    public static torch.Tensor? TryDenseForward(torch.Tensor values, torch.Tensor input, ReadOnlySpan<DenseStep> steps, Range stretch) => null;

    /// <summary>Never: TorchSharp's tensors go through autograd.</summary>
    public static bool TryDenseBackward(
        torch.Tensor values, torch.Tensor gradients, torch.Tensor input, torch.Tensor seed, ReadOnlySpan<DenseStep> steps, bool add) => false;

    /// <summary>
    /// R replicates' convolutions at once, stride 1 and no padding: maps [B, R·channels, height, width] and kernels [R·filters, channels, k, k] →
    /// [B, R·filters, height − k + 1, width − k + 1].
    /// </summary>
    public static torch.Tensor Convolution(torch.Tensor maps, torch.Tensor kernels, torch.Tensor? bias, long replicates) =>
        torch.nn.functional.conv2d(maps, kernels, bias, groups: replicates);

    /// <summary>The largest value of every size×size window of maps [B, channels, height, width], windows side by side; a rest at the edge is dropped.</summary>
    public static torch.Tensor MaxPool(torch.Tensor maps, long size) => torch.nn.functional.max_pool2d(maps, size);

    /// <summary>Never: TorchSharp's tensors take Adam's step by operators.</summary>
    public static bool TryAdam(
        torch.Tensor values, torch.Tensor gradients, torch.Tensor mean, torch.Tensor square, torch.Tensor? mask, double beta1, double beta2, double step, double root, double epsilon) => false;

    /// <summary>Turns TF32 off, which is all of it that TorchSharp can do.</summary>
    public static void SetDeterministic(bool on)
    {
        if (torch.cuda.is_available())
        {
            torch.backends.cuda.matmul.allow_tf32 = !on;
            torch.backends.cudnn.allow_tf32 = !on;
        }
    }

    /// <summary>Threads of ATen's operators; those of BLAS are out of reach.</summary>
    public static void SetThreads(int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        torch.set_num_threads(n);
    }

    /// <summary>Does nothing: no core lends a hand here.</summary>
    public static void CountWorkers(int change) => _ = change;

    /// <summary>Does nothing: TorchSharp has no such switch. It moves speed, seldom results.</summary>
    public static void SetFlushDenormals(bool on) => _ = on;

    /// <summary>All that can move a result's bits on <paramref name="device"/>, under stable names, as far as it can be known.</summary>
    public static IReadOnlyDictionary<string, string> Fingerprint(torch.Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["backend"] = "nuget",
            ["libtorch"] = torch.__version__,
            ["blas"] = "unknown",
            ["blasCore"] = "unknown",
            ["oneDnn"] = "unknown",
            ["capability"] = Capability(),
            ["device"] = device.type == DeviceType.CUDA ? "cuda" : Cpu(),
            ["optimizer"] = "operators",
        };
    }

    /// <summary>Copies a tensor of any device and strides, row-major, into <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentException">Another element type or another length than the tensor's.</exception>
    public static void Read<T>(torch.Tensor source, Span<T> destination)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(source);
        Check<T>(source, destination.Length);
        using var scope = torch.NewDisposeScope();
        MemoryMarshal.Cast<byte, T>(source.detach().cpu().contiguous().bytes).CopyTo(destination);
    }

    /// <summary>Copies <paramref name="source"/>, row-major, into a tensor of any device and strides; autograd does not see it.</summary>
    /// <exception cref="ArgumentException">Another element type or another length than the tensor's.</exception>
    public static void Write<T>(ReadOnlySpan<T> source, torch.Tensor destination)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(destination);
        Check<T>(destination, source.Length);
        using var scope = torch.NewDisposeScope();
        using var unrecorded = torch.no_grad();
        var host = torch.empty(destination.shape, destination.dtype);
        source.CopyTo(MemoryMarshal.Cast<byte, T>(host.bytes));
        destination.copy_(host);
    }

    /// <summary>Empty: TorchSharp leaves libtorch's warnings on the terminal.</summary>
    public static IReadOnlyList<string> Warnings => [];

    /// <summary>Which libtorch this is.</summary>
    public static EngineDescription Describe()
    {
        Start();
        return new EngineDescription(
            "nuget", torch.__version__, typeof(torch).Assembly.Location, "TorchSharp's packages", torch.cuda.device_count(), Missing);
    }

    private static void Check<T>(torch.Tensor tensor, int length)
        where T : unmanaged
    {
        if (tensor.dtype != TypeOf<T>())
        {
            throw new ArgumentException($"The tensor holds {tensor.dtype}, the span {TypeOf<T>()}: convert one of them first.", nameof(tensor));
        }

        if (tensor.NumberOfElements != length)
        {
            throw new ArgumentException($"The tensor has {tensor.NumberOfElements} elements, the span {length}.", nameof(length));
        }
    }

    private static torch.ScalarType TypeOf<T>()
        where T : unmanaged => default(T) switch
        {
            float => torch.ScalarType.Float32,
            double => torch.ScalarType.Float64,
            long => torch.ScalarType.Int64,
            int => torch.ScalarType.Int32,
            short => torch.ScalarType.Int16,
            sbyte => torch.ScalarType.Int8,
            byte => torch.ScalarType.Byte,
            bool => torch.ScalarType.Bool,
            Half => torch.ScalarType.Float16,
            _ => throw new NotSupportedException($"A tensor cannot hold elements of type {typeof(T).Name}."),
        };

    private static string Capability() =>
        System.Runtime.Intrinsics.X86.Avx512F.IsSupported ? "AVX512"
        : System.Runtime.Intrinsics.X86.Avx2.IsSupported ? "AVX2"
        : "default";

    private static string Cpu()
    {
        const string Info = "/proc/cpuinfo";
        var line = File.Exists(Info)
            ? File.ReadLines(Info).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
