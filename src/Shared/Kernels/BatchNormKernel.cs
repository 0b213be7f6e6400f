namespace Pruning.Shared.Kernels;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015) in PyTorch's form: y = (x − mean) / √(variance + ε) · γ + β for each
/// channel, over the batch's examples and the channel's positions. Parameters are γ, β, the running means and the
/// running variances, [channels] each.
/// </summary>
/// <remarks>
/// Sums run in sixteen lanes, each from +0 over panels ascending and within a panel over positions ascending; then <see
/// cref="LaneSum"/>. Lanes beyond the batch count +0. Idle cores share the channels. The backward pass needs the
/// forward pass's input, so the layer does not work in place.
/// </remarks>
/// <param name="channels">Channels; feature c·positions + p is position p of channel c.</param>
/// <param name="positions">Values of one channel in one example: 1 after a dense layer.</param>
/// <param name="epsilon">Added to the variance.</param>
/// <param name="momentum">Weight of the newest batch in the running statistics.</param>
internal sealed unsafe class BatchNormKernel(int channels, int positions, double epsilon = 1e-5, double momentum = 0.1)
    : LayerKernel, IBlocks
{
    private readonly AlignedBuffer centres = new(channels);
    private readonly AlignedBuffer inverses = new(channels);
    private Call call;

    /// <summary>
    /// Whether to use the batch's statistics and update the running ones, or to use the running ones.
    /// </summary>
    public override bool Training { get; set; } = true;

    /// <summary>
    /// Running means, then running variances, [channels] each, if they do not follow β in the parameters; null: they
    /// do.
    /// </summary>
    public float* Running { get; set; }

    public override void Forward(float* parameters, float* input, float* output, int batch)
    {
        if (Training && (long)batch * positions < 2)
        {
            throw new ArgumentOutOfRangeException(nameof(batch), batch,
                "Expected at least two values per channel to train batch normalisation.");
        }

        call = new() { Parameters = parameters, Input = input, Output = output, Batch = batch };
        IdleCores.Run(this, channels, 3L * channels * positions * batch);
    }

    public override void Backward(
        float* parameters, float* input, float* output, float* outputGradient, float* inputGradient,
            float* parameterGradient, bool add, int batch)
    {
        call = new()
        {
            Parameters = parameters,
            Input = input,
            Batch = batch,
            OutputGradient = outputGradient,
            InputGradient = inputGradient,
            ParameterGradient = parameterGradient,
            Add = add,
        };
        IdleCores.Run(this, channels, 4L * channels * positions * batch);
    }

    /// <summary>Runs one channel.</summary>
    void IBlocks.Run(int block)
    {
        var pass = new BatchNormChannel(channels, positions, block, call.Batch);
        if (call.OutputGradient is not null)
        {
            Backward(pass, block);
            return;
        }

        var running = Running is null ? call.Parameters + (2 * channels) : Running;
        float mean = running[block], variance = running[channels + block];
        if (Training)
        {
            var count = (float)((long)call.Batch * positions);
            mean = pass.Sum(call.Input) / count;
            var squares = pass.SumOfSquares(call.Input, mean);
            variance = squares / count;
            running[block] = Mixed(running[block], mean);
            running[channels + block] = Mixed(running[channels + block], squares / (count - 1));
        }

        centres.Data[block] = mean;
        inverses.Data[block] = 1 / MathF.Sqrt(variance + (float)epsilon);
        pass.Normalise(call.Input, call.Output, mean, call.Parameters[block] * inverses.Data[block],
            call.Parameters[channels + block]);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            centres.Dispose();
            inverses.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Backward(BatchNormChannel pass, int channel)
    {
        float mean = centres.Data[channel], inverse = inverses.Data[channel];
        var (beta, product) = pass.GradientSums(call.Input, call.OutputGradient, mean);
        var gamma = product * inverse;
        Put(call.ParameterGradient + channel, gamma);
        Put(call.ParameterGradient + channels + channel, beta);
        if (Running is null)
        {
            Put(call.ParameterGradient + (2 * channels) + channel, 0);
            Put(call.ParameterGradient + (3 * channels) + channel, 0);
        }

        if (call.InputGradient is not null)
        {
            var scale = call.Parameters[channel] * inverse;
            var count = (float)((long)call.Batch * positions);
            var shift = Training ? beta / count : 0;
            var slope = Training ? gamma * inverse / count : 0;
            pass.InputGradient(call.Input, call.OutputGradient, call.InputGradient, mean, scale, shift, slope);
        }
    }

    private float Mixed(float running, float now) =>
        MathF.FusedMultiplyAdd((float)momentum, now, (float)(1 - momentum) * running);

    private void Put(float* to, float value) => *to = call.Add ? *to + value : value;

    /// <summary>The arguments of a pass.</summary>
    private struct Call
    {
        public float* Parameters;
        public float* Input;
        public float* Output;
        public float* OutputGradient;
        public float* InputGradient;
        public float* ParameterGradient;
        public bool Add;
        public int Batch;
    }
}
