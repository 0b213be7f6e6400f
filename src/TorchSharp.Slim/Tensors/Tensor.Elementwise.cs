using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    // One number in, one number out.
    public partial class Tensor
    {
        public Tensor abs() => Aten.Tensor("abs", this);
        public Tensor abs_() => Aten.InPlace("abs_", this);
        public Tensor neg() => Aten.Tensor("neg", this);
        public Tensor neg_() => Aten.InPlace("neg_", this);
        public Tensor sign() => Aten.Tensor("sign", this);
        public Tensor sign_() => Aten.InPlace("sign_", this);
        public Tensor sqrt() => Aten.Tensor("sqrt", this);
        public Tensor sqrt_() => Aten.InPlace("sqrt_", this);
        public Tensor rsqrt() => Aten.Tensor("rsqrt", this);
        public Tensor rsqrt_() => Aten.InPlace("rsqrt_", this);
        public Tensor square() => Aten.Tensor("square", this);
        public Tensor reciprocal() => Aten.Tensor("reciprocal", this);
        public Tensor reciprocal_() => Aten.InPlace("reciprocal_", this);
        public Tensor pow(Tensor exponent) => Aten.Tensor("pow.Tensor_Tensor", this, exponent);
        public Tensor pow(Scalar exponent) => Aten.Tensor("pow.Tensor_Scalar", this, exponent);
        public Tensor pow_(Tensor exponent) => Aten.InPlace("pow_.Tensor", this, exponent);
        public Tensor pow_(Scalar exponent) => Aten.InPlace("pow_.Scalar", this, exponent);
        public Tensor exp() => Aten.Tensor("exp", this);
        public Tensor exp_() => Aten.InPlace("exp_", this);
        public Tensor expm1() => Aten.Tensor("expm1", this);
        public Tensor log() => Aten.Tensor("log", this);
        public Tensor log_() => Aten.InPlace("log_", this);
        public Tensor log1p() => Aten.Tensor("log1p", this);
        public Tensor log2() => Aten.Tensor("log2", this);
        public Tensor log10() => Aten.Tensor("log10", this);
        public Tensor sin() => Aten.Tensor("sin", this);
        public Tensor cos() => Aten.Tensor("cos", this);
        public Tensor erf() => Aten.Tensor("erf", this);
        public Tensor floor() => Aten.Tensor("floor", this);
        public Tensor floor_() => Aten.InPlace("floor_", this);
        public Tensor ceil() => Aten.Tensor("ceil", this);
        public Tensor trunc() => Aten.Tensor("trunc", this);
        public Tensor round(long decimals = 0L) => Aten.Tensor("round.decimals", this, decimals);
        public Tensor round_(long decimals = 0L) => Aten.InPlace("round_.decimals", this, decimals);

        public Tensor relu() => Aten.Tensor("relu", this);
        public Tensor relu_() => Aten.InPlace("relu_", this);
        public Tensor tanh() => Aten.Tensor("tanh", this);
        public Tensor tanh_() => Aten.InPlace("tanh_", this);
        public Tensor sigmoid() => Aten.Tensor("sigmoid", this);
        public Tensor sigmoid_() => Aten.InPlace("sigmoid_", this);
        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.Tensor("softmax.int", this, dim, dtype);
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.Tensor("log_softmax.int", this, dim, dtype);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.Tensor("clamp", this, min, max);
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Aten.Tensor("clamp.Tensor", this, min, max);
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Aten.InPlace("clamp_", this, min, max);
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Aten.InPlace("clamp_.Tensor", this, min, max);
        public Tensor clamp_min(Scalar min) => Aten.Tensor("clamp_min", this, min);
        public Tensor clamp_min_(Scalar min) => Aten.InPlace("clamp_min_", this, min);
        public Tensor clamp_max(Scalar max) => Aten.Tensor("clamp_max", this, max);
        public Tensor clamp_max_(Scalar max) => Aten.InPlace("clamp_max_", this, max);
        public Tensor maximum(Tensor other) => Aten.Tensor("maximum", this, other);
        public Tensor minimum(Tensor other) => Aten.Tensor("minimum", this, other);

        public Tensor fill_(Scalar value) => Aten.InPlace("fill_.Scalar", this, value);
        public Tensor zero_() => Aten.InPlace("zero_", this);
        public Tensor nan_to_num(double nan = 0d, double? posinf = null, double? neginf = null) => Aten.Tensor("nan_to_num", this, nan, posinf is { } p ? p : Argument.None, neginf is { } n ? n : Argument.None);

        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.Tensor("masked_fill.Scalar", this, mask, value);
        public Tensor masked_fill_(Tensor mask, Scalar value) => Aten.InPlace("masked_fill_.Scalar", this, mask, value);
        public Tensor where(Tensor condition, Tensor y) => Aten.Tensor("where.self", condition, this, y);
    }
}
