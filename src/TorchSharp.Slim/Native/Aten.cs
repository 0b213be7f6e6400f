using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;

namespace TorchSharp.Native;

/// <summary>
/// Every ATen operator by its schema name, as in <c>Aten.Tensor("add.Tensor", left, right)</c>: arguments in the schema's
/// order, trailing ones left to its defaults. The operator is looked up once and its handle kept.
/// </summary>
internal static unsafe class Aten
{
    private const int KeepGradMode = -1;
    private const int WithoutGrad = 0;
    private const int WordsOnStack = 64;

    private static readonly ConcurrentDictionary<string, nint> Operators = new(StringComparer.Ordinal);

    /// <summary>Calls an operator that returns one tensor.</summary>
    public static torch.Tensor Tensor(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = Invoke(name, arguments, KeepGradMode, out var count);
        Expect(count == 1 && results[0].Tag == Tag.Tensor, name, "one tensor");
        return new torch.Tensor((nint)results[0].Bits);
    }

    /// <summary>Calls an operator that changes its first argument, and returns that argument.</summary>
    public static torch.Tensor InPlace(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = Invoke(name, arguments, KeepGradMode, out var count);
        ReleaseAll(results, count);
        return (torch.Tensor)arguments[0].Reference!;
    }

    /// <summary>As <see cref="InPlace"/>, but autograd does not see the change.</summary>
    public static void Unseen(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = Invoke(name, arguments, WithoutGrad, out var count);
        ReleaseAll(results, count);
    }

    /// <summary>Calls an operator that returns two tensors.</summary>
    public static (torch.Tensor First, torch.Tensor Second) Pair(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = Invoke(name, arguments, KeepGradMode, out var count);
        Expect(count == 2 && results[0].Tag == Tag.Tensor && results[1].Tag == Tag.Tensor, name, "two tensors");
        var (first, second) = ((nint)results[0].Bits, (nint)results[1].Bits);
        return (new torch.Tensor(first), new torch.Tensor(second));
    }

    /// <summary>Calls an operator that returns a list of tensors.</summary>
    public static torch.Tensor[] List(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = Invoke(name, arguments, KeepGradMode, out var count);
        var tensors = new torch.Tensor[count];
        for (var i = 0; i < count; i++)
        {
            tensors[i] = new torch.Tensor((nint)results[i].Bits);
        }

        return tensors;
    }

    /// <summary>Calls an operator that returns one number or truth value.</summary>
    public static Scalar Value(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = Invoke(name, arguments, KeepGradMode, out var count);
        Expect(count == 1 && results[0].Tag is (Tag.Int or Tag.Double or Tag.Bool), name, "one number");
        return new Scalar(results[0].Tag, results[0].Bits);
    }

    [SkipLocalsInit]
    private static NativeArgument* Invoke(string name, ReadOnlySpan<Argument> arguments, int grad, out int count)
    {
        var op = Operators.TryGetValue(name, out var known) ? known : Find(name);
        var words = 0;
        foreach (ref readonly var argument in arguments)
        {
            words += WordsOf(argument.Reference);
        }

        // Lists are copied beside the arguments, so nothing needs pinning.
        Span<long> spill = words <= WordsOnStack ? stackalloc long[WordsOnStack] : new long[words];
        var native = stackalloc NativeArgument[arguments.Length];
        fixed (long* lists = spill)
        {
            var next = lists;
            for (var i = 0; i < arguments.Length; i++)
            {
                native[i] = Lower(in arguments[i], ref next);
            }

            int produced;
            var results = Slim.Call(op, native, arguments.Length, grad, &produced);
            foreach (ref readonly var argument in arguments)
            {
                GC.KeepAlive(argument.Reference);
            }

            count = produced;
            return produced >= 0 ? results : throw Slim.Failure();
        }
    }

    private static NativeArgument Lower(in Argument argument, ref long* next)
    {
        var lowered = new NativeArgument { Tag = argument.Tag, Bits = argument.Bits };
        switch (argument.Reference)
        {
            case null:
                return lowered;
            case torch.Tensor tensor:
                lowered.Bits = tensor.Handle;
                return lowered;
        }

        lowered.Bits = (nint)next;
        switch (argument.Reference)
        {
            case long[] integers:
                integers.CopyTo(new Span<long>(next, integers.Length));
                lowered.Length = integers.Length;
                break;
            case double[] reals:
                reals.CopyTo(new Span<double>(next, reals.Length));
                lowered.Length = reals.Length;
                break;
            case torch.Tensor[] tensors:
                for (var i = 0; i < tensors.Length; i++)
                {
                    next[i] = tensors[i].Handle;
                }

                lowered.Length = tensors.Length;
                break;
            case string text:
                lowered.Length = Encoding.UTF8.GetBytes(text, new Span<byte>(next, WordsOf(text) * sizeof(long)));
                break;
        }

        next += WordsOf(argument.Reference);
        return lowered;
    }

    private static int WordsOf(object? reference) => reference switch
    {
        null or torch.Tensor => 0,
        Array array => array.Length,
        string text => (Encoding.UTF8.GetByteCount(text) / sizeof(long)) + 1,
        _ => 0,
    };

    private static nint Find(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var (plain, overload) = dot < 0 ? (name, "") : (name[..dot], name[(dot + 1)..]);
        var op = Slim.Find("aten::" + plain, overload);
        return op == 0 ? throw Slim.Failure() : Operators.GetOrAdd(name, op);
    }

    private static void Expect(bool fits, string name, string wanted)
    {
        if (!fits)
        {
            throw new InvalidOperationException($"aten::{name} does not return {wanted}.");
        }
    }

    private static void ReleaseAll(NativeArgument* results, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (results[i].Tag == Tag.Tensor)
            {
                Slim.Release((nint)results[i].Bits);
            }
        }
    }
}
