using TorchSharp.Native;

namespace TorchSharp;

/// <summary>TorchSharp's entry point: the subset of its names that this project uses, with its signatures.</summary>
public static partial class torch
{
    /// <summary>
    /// A tensor of libtorch. Freed by <see cref="Dispose()"/> or by the <see cref="DisposeScope"/> it was made in; the
    /// finalizer is only the net below. Not to be disposed by one thread while another uses it.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        // Owns one reference to libtorch's TensorImpl; zero once disposed.
        private nint _handle;

        internal Tensor(nint handle)
        {
            _handle = handle;
            DisposeScope.Current?.Add(this);
        }

        /// <summary>The scope that will dispose this tensor, and its neighbours in that scope's list.</summary>
        internal DisposeScope? Scope { get; set; }

        internal Tensor? Previous { get; set; }

        internal Tensor? Next { get; set; }

        ~Tensor() => Dispose(false);

        public nint Handle => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(Tensor), "This tensor was disposed.");

        public bool IsInvalid => _handle == 0;

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle == 0)
            {
                return;
            }

            if (disposing)
            {
                // The finalizer leaves the list alone: the scope has died with its tensors, and belongs to another thread.
                Scope?.Remove(this);
            }

            Slim.Release(handle);
        }

        public Tensor MoveToOuterDisposeScope()
        {
            Scope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            Scope?.Detach(this);
            return this;
        }

        public override string ToString() => $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";
    }
}
