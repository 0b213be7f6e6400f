using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public long Dimensions
        {
            get
            {
                var count = Slim.Dimensions(Handle);
                GC.KeepAlive(this);
                return count;
            }
        }

        public long ndim => Dimensions;

        public long NumberOfElements => Facts().Elements;

        public long ElementSize => Facts().ElementSize;

        public ScalarType dtype => (ScalarType)Facts().Dtype;

        public DeviceType device_type => (DeviceType)Facts().DeviceType;

        public int device_index => Facts().DeviceIndex;

        public Device device
        {
            get
            {
                var facts = Facts();
                var type = (DeviceType)facts.DeviceType;
                return new Device(type, type == DeviceType.CPU ? -1 : facts.DeviceIndex);
            }
        }

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_leaf => Facts().IsLeaf != 0;

        public long[] shape => size();

        public long dim() => Dimensions;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_contiguous() => Facts().Contiguous != 0;

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_integral() => torch.is_integral(dtype);

        public long[] size() => Extents(strides: false);

        public long size(int dim) => At(size(), dim);

        public long[] stride() => Extents(strides: true);

        public long stride(int dim) => At(stride(), dim);

        internal Facts Facts()
        {
            Facts facts;
            Slim.Check(Slim.GetFacts(Handle, &facts));
            GC.KeepAlive(this);
            return facts;
        }

        private long[] Extents(bool strides)
        {
            var (sizes, steps) = (new long[Dimensions], strides ? new long[Dimensions] : []);
            fixed (long* first = sizes, second = steps)
            {
                Slim.Check(Slim.Sizes(Handle, first, second));
            }

            GC.KeepAlive(this);
            return strides ? steps : sizes;
        }

        private static long At(long[] values, int dim)
        {
            var index = dim < 0 ? dim + values.Length : dim;
            return (uint)index < (uint)values.Length
                ? values[index]
                : throw new ArgumentOutOfRangeException(nameof(dim), dim, $"The tensor has {values.Length} dimensions.");
        }
    }
}
