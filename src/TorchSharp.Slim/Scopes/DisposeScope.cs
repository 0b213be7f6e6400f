namespace TorchSharp;

/// <summary>
/// Disposes the tensors that its thread made since it was opened. Scopes nest; each belongs to the thread that opened it.
/// The tensors form a linked list through their own fields, so joining and leaving a scope costs no memory.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    [ThreadStatic]
    private static DisposeScope? s_current;

    private readonly DisposeScope? _outer;
    private torch.Tensor? _first;
    private bool _closed;

    internal DisposeScope()
    {
        _outer = s_current;
        s_current = this;
    }

    internal static DisposeScope? Current => s_current;

    /// <summary>How many tensors the scope holds.</summary>
    public int DisposablesCount
    {
        get
        {
            var count = 0;
            for (var tensor = _first; tensor is not null; tensor = tensor.Next)
            {
                count++;
            }

            return count;
        }
    }

    /// <summary>Takes a tensor out of this scope into the one around it; outside all scopes when there is none.</summary>
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable
    {
        Detach(disposable);
        if (disposable is torch.Tensor tensor && tensor.Scope is null)
        {
            _outer?.Add(tensor);
        }

        return disposable;
    }

    /// <summary>Takes a tensor out of this scope: nothing but <c>Dispose</c> will free it early.</summary>
    public T Detach<T>(T disposable)
        where T : IDisposable
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (disposable is torch.Tensor tensor && tensor.Scope == this)
        {
            Remove(tensor);
        }

        return disposable;
    }

    /// <summary>Takes a tensor from whichever scope it is in into this one.</summary>
    public void Attach(IDisposable disposable)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (disposable is not torch.Tensor tensor)
        {
            throw new InvalidOperationException("A DisposeScope holds tensors only.");
        }

        tensor.Scope?.Remove(tensor);
        Add(tensor);
    }

    /// <summary>Disposes all tensors of the scope, which stays open.</summary>
    public void DisposeEverything()
    {
        while (_first is { } tensor)
        {
            tensor.Dispose();
        }
    }

    public void Dispose()
    {
        if (_closed)
        {
            return;
        }

        DisposeEverything();
        _closed = true;
        if (s_current == this)
        {
            s_current = _outer;
            while (s_current is { _closed: true } closed)
            {
                s_current = closed._outer;
            }
        }
    }

    internal void Add(torch.Tensor tensor)
    {
        tensor.Scope = this;
        tensor.Next = _first;
        if (_first is not null)
        {
            _first.Previous = tensor;
        }

        _first = tensor;
    }

    internal void Remove(torch.Tensor tensor)
    {
        if (tensor.Previous is null)
        {
            _first = tensor.Next;
        }
        else
        {
            tensor.Previous.Next = tensor.Next;
        }

        if (tensor.Next is not null)
        {
            tensor.Next.Previous = tensor.Previous;
        }

        tensor.Previous = tensor.Next = null;
        tensor.Scope = null;
    }
}
