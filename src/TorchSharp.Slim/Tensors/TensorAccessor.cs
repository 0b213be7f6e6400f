using System.Collections;
using TorchSharp.Native;

namespace TorchSharp.Utils;

/// <summary>A tensor's elements in row-major order, copied to the host when asked for.</summary>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;

    internal TensorAccessor(torch.Tensor tensor)
    {
        HostMemory.Check<T>(tensor, checked((int)tensor.NumberOfElements));
        _tensor = tensor;
    }

    public long Count => _tensor.NumberOfElements;

    /// <summary>The element at an index per dimension.</summary>
    public T this[params long[] indices]
    {
        get
        {
            var element = _tensor.alias();
            foreach (var index in indices)
            {
                using var outer = element;
                element = outer.select(0, index);
            }

            using (element)
            {
                return element.item<T>();
            }
        }
    }

    public T[] ToArray()
    {
        var elements = new T[Count];
        Engine.Read(_tensor, elements.AsSpan());
        return elements;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0)
    {
        ArgumentNullException.ThrowIfNull(array);
        CopyTo(array.AsSpan(), arrayIndex, tensorIndex);
    }

    /// <summary>As many elements, from <paramref name="tensorIndex"/> on, as there are or as fit.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var elements = ToArray().AsSpan(checked((int)tensorIndex));
        var places = array[arrayIndex..];
        elements[..Math.Min(elements.Length, places.Length)].CopyTo(places);
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
    }
}
