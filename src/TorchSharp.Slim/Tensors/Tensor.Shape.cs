using System.Runtime.CompilerServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    // Views, gathers and copies: numbers keep their values and change their places.
    public partial class Tensor
    {
        public Tensor clone() => Aten.Tensor("clone", this);
        public Tensor contiguous() => Aten.Tensor("contiguous", this);
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Aten.InPlace("copy_", this, source, nonBlocking);
        public Tensor alias() => Aten.Tensor("alias", this);

        public Tensor view(params long[] shape) => Aten.Tensor("view", this, shape);
        public Tensor reshape(params long[] shape) => Aten.Tensor("reshape", this, shape);
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Aten.Tensor("flatten.using_ints", this, start_dim, end_dim);
        public Tensor unflatten(long dim, params long[] sizes) => reshape([.. shape[..Index(dim)], .. sizes, .. shape[(Index(dim) + 1)..]]);
        public Tensor squeeze(long? dim = null) => dim is { } given ? Aten.Tensor("squeeze.dim", this, given) : Aten.Tensor("squeeze", this);
        public Tensor unsqueeze(long dim) => Aten.Tensor("unsqueeze", this, dim);
        public Tensor transpose(long dim0, long dim1) => Aten.Tensor("transpose.int", this, dim0, dim1);
        public Tensor permute(params long[] permutation) => Aten.Tensor("permute", this, permutation);
        public Tensor t() => Aten.Tensor("t", this);
        public Tensor expand(params long[] sizes) => Aten.Tensor("expand", this, sizes);
        public Tensor expand(long[] sizes, bool isImplicit = false) => Aten.Tensor("expand", this, sizes, isImplicit);
        public Tensor expand_as(Tensor other) => Aten.Tensor("expand_as", this, other);
        public Tensor view_as(Tensor other) => Aten.Tensor("view_as", this, other);
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0L) => Aten.Tensor("as_strided", this, size, strides, storageOffset);
        public Tensor unfold(long dimension, long size, long step) => Aten.Tensor("unfold", this, dimension, size, step);
        public Tensor diagonal(long offset = 0L, long dim1 = 0L, long dim2 = 1L) => Aten.Tensor("diagonal", this, offset, dim1, dim2);

        public Tensor narrow(long dim, long start, long length) => Aten.Tensor("narrow", this, dim, start, length);
        public Tensor select(long dim, long index) => Aten.Tensor("select.int", this, dim, index);
        public Tensor slice(long dim, long start, long finish, long step) => Aten.Tensor("slice.Tensor", this, dim, start, finish, step);
        public Tensor index_select(long dim, Tensor index) => Aten.Tensor("index_select", this, dim, index);
        public Tensor gather(long dim, Tensor index) => Aten.Tensor("gather", this, dim, index);
        public Tensor take_along_dim(Tensor indices, long dim) => Aten.Tensor("take_along_dim", this, indices, dim);
        public Tensor scatter(long dim, Tensor index, Tensor src) => Aten.Tensor("scatter.src", this, dim, index, src);
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Aten.InPlace("scatter_.src", this, dim, index, src);
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Aten.Tensor("scatter_add", this, dim, index, src);
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Aten.InPlace("scatter_add_", this, dim, index, src);
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => Aten.Tensor("index_add", this, dim, index, source, alpha);
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => Aten.InPlace("index_add_", this, dim, index, source, alpha);
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Aten.InPlace("index_copy_", this, dim, index, source);
        public Tensor index_fill_(long dim, Tensor index, Scalar value) => Aten.InPlace("index_fill_.int_Scalar", this, dim, index, value);
        public Tensor masked_select(Tensor mask) => Aten.Tensor("masked_select", this, mask);
        public Tensor nonzero() => Aten.Tensor("nonzero", this);

        public Tensor[] unbind(long dimension = 0L) => Aten.List("unbind.int", this, dimension);
        public Tensor[] split(long size, int dim = 0) => Aten.List("split.Tensor", this, size, (long)dim);
        public Tensor[] split(long[] sizes, long dim = 0) => Aten.List("split_with_sizes", this, sizes, dim);
        public Tensor[] chunk(long chunks, long dim = 0L) => Aten.List("chunk", this, chunks, dim);
        public Tensor flip(params long[] dims) => Aten.Tensor("flip", this, dims);
        public Tensor roll(long shifts, long? dims = null) => Aten.Tensor("roll", this, shifts, dims is { } given ? new[] { given } : []);
        public Tensor roll(long[] shifts, long[] dims) => Aten.Tensor("roll", this, shifts, dims);
        public Tensor repeat(params long[] sizes) => Aten.Tensor("repeat", this, sizes);
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) => Aten.Tensor("repeat_interleave.self_int", this, repeats, dim, output_size);
        public Tensor tril(long diagonal = 0) => Aten.Tensor("tril", this, diagonal);
        public Tensor triu(long diagonal = 0) => Aten.Tensor("triu", this, diagonal);

        /// <summary>The sub-tensor at an index of the first dimension, or of the first two; setting copies into it.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set
            {
                using var place = select(0, i1);
                place.copy_(value);
            }
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get
            {
                using var row = select(0, i1);
                return row.select(0, i2);
            }
            set
            {
                using var place = this[i1, i2];
                place.copy_(value);
            }
        }

        private int Index(long dim) => (int)(dim < 0 ? dim + ndim : dim);
    }
}
