using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    // Products. Of baddbmm only Engine.Affine is offered: TorchSharp 0.107 adds the wrong operand.
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Aten.Tensor("matmul", this, target);
        public Tensor mm(Tensor target) => Aten.Tensor("mm", this, target);
        public Tensor bmm(Tensor batch2) => Aten.Tensor("bmm", this, batch2);
        public Tensor mv(Tensor target) => Aten.Tensor("mv", this, target);
        public Tensor dot(Tensor target) => Aten.Tensor("dot", this, target);
        public Tensor outer(Tensor vec2) => Aten.Tensor("outer", this, vec2);
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Aten.Tensor("addmm", this, mat1, mat2, (double)beta, (double)alpha);
    }
}
