using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    // Many numbers to few.
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Aten.Tensor("sum", this, type);
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Aten.Tensor("sum.dim_IntList", this, dim, keepdim, type);
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Aten.Tensor("sum.dim_IntList", this, dim, keepdim, type);
        public Tensor mean() => Aten.Tensor("mean", this);
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Aten.Tensor("mean.dim", this, dimensions, keepdim, type);
        public Tensor prod(ScalarType? type = null) => Aten.Tensor("prod", this, type);
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Aten.Tensor("prod.dim_int", this, dim, keepdim, type);
        public Tensor var(bool unbiased = true) => Aten.Tensor("var", this, unbiased);
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => As(Aten.Tensor("var.dim", this, dimensions, unbiased, keepdim), type);
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => As(Aten.Tensor("var.dim", this, dim, unbiased, keepdim), type);
        public Tensor std(bool unbiased = true) => Aten.Tensor("std", this, unbiased);
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => As(Aten.Tensor("std.dim", this, dimensions, unbiased, keepdim), type);
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => As(Aten.Tensor("std.dim", this, dim, unbiased, keepdim), type);
        public Tensor norm(float p = 2.0f) => Aten.Tensor("norm.Scalar", this, (double)p);
        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => Aten.Tensor("norm.ScalarOpt_dim", this, (double)p, (long)dim, keepdim);
        public Tensor logsumexp(long dim, bool keepdim = false) => Aten.Tensor("logsumexp", this, dim, keepdim);

        public Tensor max() => Aten.Tensor("max", this);
        public Tensor max(Tensor other) => Aten.Tensor("max.other", this, other);
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Aten.Pair("max.dim", this, dim, keepdim);
        public Tensor min() => Aten.Tensor("min", this);
        public Tensor min(Tensor other) => Aten.Tensor("min.other", this, other);
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Aten.Pair("min.dim", this, dim, keepdim);
        public Tensor amax(params long[] dims) => Aten.Tensor("amax", this, dims);
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => @out is null ? Aten.Tensor("amax", this, dims, keepdim) : Aten.Tensor("amax.out", this, dims, keepdim, @out);
        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => @out is null ? Aten.Tensor("amin", this, dims, keepdim) : Aten.Tensor("amin.out", this, dims, keepdim, @out);
        public Tensor amin(params long[] dims) => Aten.Tensor("amin", this, dims);
        public Tensor argmax() => Aten.Tensor("argmax", this);
        public Tensor argmax(long dim, bool keepdim = false) => Aten.Tensor("argmax", this, dim, keepdim);
        public Tensor argmin() => Aten.Tensor("argmin", this);
        public Tensor argmin(long dim, bool keepdim = false) => Aten.Tensor("argmin", this, dim, keepdim);
        public Tensor median() => Aten.Tensor("median", this);
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.Tensor("quantile", this, q, dim, keepdim);
        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false) => Aten.Pair("kthvalue", this, k, dim ?? -1, keepdim);

        public Tensor all() => Aten.Tensor("all", this);
        public Tensor all(long dim, bool keepdim = false) => Aten.Tensor("all.dim", this, dim, keepdim);
        public Tensor any() => Aten.Tensor("any", this);
        public Tensor any(long dim, bool keepdim = false) => Aten.Tensor("any.dim", this, dim, keepdim);
        public Tensor count_nonzero(long[]? dims = null) => dims is null ? Aten.Tensor("count_nonzero", this) : Aten.Tensor("count_nonzero.dim_IntList", this, dims);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) => Aten.Pair("topk", this, (long)k, (long)dim, largest, sorted);
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) => Aten.Pair("sort.stable", this, stable, dim, descending);
        public Tensor argsort(long dim = -1, bool descending = false) => Aten.Tensor("argsort", this, dim, descending);
        public Tensor cumsum(long dim, ScalarType? type = null) => Aten.Tensor("cumsum", this, dim, type);
        public Tensor cumprod(long dim, ScalarType? type = null) => Aten.Tensor("cumprod", this, dim, type);

        private static Tensor As(Tensor result, ScalarType? type)
        {
            if (type is not { } wanted)
            {
                return result;
            }

            using (result)
            {
                return result.to_type(wanted);
            }
        }
    }
}
