using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    // Element by element, to truth values. As in TorchSharp, == and != are element-wise too: use ReferenceEquals or Equals.
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => Aten.Tensor("eq.Tensor", this, target);
        public Tensor eq(Scalar target) => Aten.Tensor("eq.Scalar", this, target);
        public Tensor ne(Tensor target) => Aten.Tensor("ne.Tensor", this, target);
        public Tensor ne(Scalar target) => Aten.Tensor("ne.Scalar", this, target);
        public Tensor lt(Tensor target) => Aten.Tensor("lt.Tensor", this, target);
        public Tensor lt(Scalar target) => Aten.Tensor("lt.Scalar", this, target);
        public Tensor le(Tensor target) => Aten.Tensor("le.Tensor", this, target);
        public Tensor le(Scalar target) => Aten.Tensor("le.Scalar", this, target);
        public Tensor gt(Tensor target) => Aten.Tensor("gt.Tensor", this, target);
        public Tensor gt(Scalar target) => Aten.Tensor("gt.Scalar", this, target);
        public Tensor ge(Tensor target) => Aten.Tensor("ge.Tensor", this, target);
        public Tensor ge(Scalar target) => Aten.Tensor("ge.Scalar", this, target);

        public Tensor logical_and(Tensor other) => Aten.Tensor("logical_and", this, other);
        public Tensor logical_and_(Tensor other) => Aten.InPlace("logical_and_", this, other);
        public Tensor logical_or(Tensor other) => Aten.Tensor("logical_or", this, other);
        public Tensor logical_or_(Tensor other) => Aten.InPlace("logical_or_", this, other);
        public Tensor logical_xor(Tensor other) => Aten.Tensor("logical_xor", this, other);
        public Tensor logical_not() => Aten.Tensor("logical_not", this);
        public Tensor logical_not_() => Aten.InPlace("logical_not_", this);
        public Tensor bitwise_and(Tensor other) => Aten.Tensor("bitwise_and.Tensor", this, other);
        public Tensor bitwise_or(Tensor other) => Aten.Tensor("bitwise_or.Tensor", this, other);
        public Tensor bitwise_xor(Tensor other) => Aten.Tensor("bitwise_xor.Tensor", this, other);
        public Tensor bitwise_not() => Aten.Tensor("bitwise_not", this);

        public Tensor isfinite() => Aten.Tensor("isfinite", this);
        public Tensor isinf() => Aten.Tensor("isinf", this);
        public Tensor isnan() => Aten.Tensor("isnan", this);
        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) => Aten.Tensor("isclose", this, other, rtol, atol, nanEqual);
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) => Aten.Value("allclose", this, target, rtol, atol, equal_nan).ToBoolean();

        /// <summary>Whether both have the same shape and the same elements.</summary>
        public bool Equals(Tensor target) => target is not null && Aten.Value("equal", this, target).ToBoolean();

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        public override int GetHashCode() => base.GetHashCode();

        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);
        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);
        public static Tensor operator ==(Scalar left, Tensor right) => right.eq(left);
        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);
        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);
        public static Tensor operator !=(Scalar left, Tensor right) => right.ne(left);
        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);
        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);
        public static Tensor operator <(Scalar left, Tensor right) => right.gt(left);
        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);
        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);
        public static Tensor operator <=(Scalar left, Tensor right) => right.ge(left);
        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);
        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);
        public static Tensor operator >(Scalar left, Tensor right) => right.lt(left);
        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);
        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);
        public static Tensor operator >=(Scalar left, Tensor right) => right.le(left);
        public static Tensor operator &(Tensor left, Tensor right) => left.bitwise_and(right);
        public static Tensor operator |(Tensor left, Tensor right) => left.bitwise_or(right);
        public static Tensor operator ^(Tensor left, Tensor right) => left.bitwise_xor(right);
        public static Tensor operator ~(Tensor left) => left.bitwise_not();
    }
}
