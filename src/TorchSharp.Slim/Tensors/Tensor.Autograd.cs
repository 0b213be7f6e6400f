using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public bool requires_grad
        {
            get => Facts().RequiresGrad != 0;
            set
            {
                Slim.Check(Slim.SetRequiresGrad(Handle, Engine.Byte(value)));
                GC.KeepAlive(this);
            }
        }

        /// <summary>The gradient that <see cref="backward()"/> accumulated, as a handle of its own; null when there is none.</summary>
        public Tensor? grad
        {
            get
            {
                nint handle;
                Slim.Check(Slim.GetGrad(Handle, &handle));
                GC.KeepAlive(this);
                return handle == 0 ? null : new Tensor(handle);
            }
            set
            {
                Slim.Check(Slim.SetGrad(Handle, value?.Handle ?? 0));
                GC.KeepAlive(this);
                GC.KeepAlive(value);
            }
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad() => Aten.InPlace("retain_grad", this);

        public void backward() => autograd.backward([this]);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        public Tensor detach() => Aten.Tensor("detach", this);

        public Tensor detach_() => Aten.InPlace("detach_", this);
    }

    /// <summary>Derivatives by reverse mode.</summary>
    public static unsafe partial class autograd
    {
        /// <summary>The gradients of the outputs' sum (or of their product with grad_outputs) with respect to each input.</summary>
        public static IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            ArgumentNullException.ThrowIfNull(outputs);
            ArgumentNullException.ThrowIfNull(inputs);
            if (create_graph && !retain_graph)
            {
                throw new ArgumentException("create_graph: true needs retain_graph: true; without it TorchSharp 0.107 ends the process.", nameof(retain_graph));
            }

            var found = new nint[inputs.Count];
            fixed (nint* roots = Handles(outputs), leaves = Handles(inputs), seeds = Handles(grad_outputs), results = found)
            {
                Slim.Check(Slim.Grad(
                    roots, outputs.Count, leaves, inputs.Count, seeds, grad_outputs?.Count ?? 0,
                    Engine.Byte(retain_graph), Engine.Byte(create_graph), Engine.Byte(allow_unused), results));
            }

            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);

            // An unused input has no gradient: a null among the results, as the caller allowed.
            return Array.ConvertAll(found, handle => handle == 0 ? null! : new Tensor(handle));
        }

        /// <summary>Adds to <see cref="Tensor.grad"/> of every leaf the gradient of the tensors' sum.</summary>
        public static void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            ArgumentNullException.ThrowIfNull(tensors);
            fixed (nint* roots = Handles(tensors), seeds = Handles(grad_tensors), leaves = Handles(inputs))
            {
                Slim.Check(Slim.Backward(
                    roots, tensors.Count, seeds, grad_tensors?.Count ?? 0, Engine.Byte(retain_graph ?? create_graph),
                    Engine.Byte(create_graph), leaves, inputs?.Count ?? 0));
            }

            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }

        private static nint[] Handles(IList<Tensor>? tensors)
        {
            var handles = new nint[tensors?.Count ?? 0];
            for (var i = 0; i < handles.Length; i++)
            {
                handles[i] = tensors![i].Handle;
            }

            return handles;
        }
    }
}
