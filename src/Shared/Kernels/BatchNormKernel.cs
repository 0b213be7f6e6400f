namespace Pruning.Shared.Kernels;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015) in PyTorch's form: y = (x − mean) / √(variance + ε) · γ + β for each channel, over the
/// batch's examples and the channel's positions. Parameters are γ, then β, [channels] each.
/// </summary>
/// <remarks>
/// Sums run in sixteen lanes, each over panels ascending and within a panel over positions ascending, from +0; then <see cref="LaneSum"/>.
/// Lanes beyond the batch count +0. Channels are shared out among idle cores. Backward needs the forward pass's input, so nothing is in place.
/// </remarks>
/// <param name="channels">Channels; feature c·positions + p is position p of channel c.</param>
/// <param name="positions">Values of one channel in one example: 1 after a dense layer.</param>
/// <param name="epsilon">Added to the variance.</param>
/// <param name="momentum">Weight of the newest batch in the running statistics.</param>
internal sealed unsafe class BatchNormKernel(int channels, int positions, double epsilon = 1e-5, double momentum = 0.1) : LayerKernel, IBlocks
{
    private readonly AlignedBuffer centres = new(channels);
    private readonly AlignedBuffer inverses = new(channels);
    private Call call;

    /// <summary>Whether the batch's own statistics are used and enter the running ones, or the running ones are used.</summary>
    public bool Training { get; set; } = true;

    /// <summary>Running means, then running variances, [channels] each; 0 and 1 before training. To be set before the first pass.</summary>
    public float* Running { get; set; }

    /// <inheritdoc/>
    public override void Forward(float* parameters, float* input, float* output, int batch)
    {
        if (Running is null)
        {
            throw new InvalidOperationException("Batch normalisation has no memory for its running statistics.");
        }

        if (Training && (long)batch * positions < 2)
        {
            throw new ArgumentOutOfRangeException(nameof(batch), batch, "Batch normalisation needs two values or more of a channel to learn from.");
        }

        call = new() { Parameters = parameters, Input = input, Output = output, Batch = batch };
        IdleCores.Run(this, channels, 3L * channels * positions * batch);
    }

    /// <inheritdoc/>
    public override void Backward(
        float* parameters, float* input, float* output, float* outputGradient, float* inputGradient, float* parameterGradient, bool add, int batch)
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

    /// <summary>One channel.</summary>
    void IBlocks.Run(int block)
    {
        var pass = new BatchNormChannel(channels, positions, block, call.Batch);
        if (call.OutputGradient is not null)
        {
            Backward(pass, block);
            return;
        }

        float mean = Running[block], variance = Running[channels + block];
        if (Training)
        {
            var count = (float)((long)call.Batch * positions);
            mean = pass.Sum(call.Input) / count;
            var squares = pass.SumOfSquares(call.Input, mean);
            variance = squares / count;
            Running[block] = Mixed(Running[block], mean);
            Running[channels + block] = Mixed(Running[channels + block], squares / (count - 1));
        }

        centres.Data[block] = mean;
        inverses.Data[block] = 1 / MathF.Sqrt(variance + (float)epsilon);
        pass.Normalise(call.Input, call.Output, mean, call.Parameters[block] * inverses.Data[block], call.Parameters[channels + block]);
    }

    /// <inheritdoc/>
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

    /// <summary>What a pass was called with.</summary>
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
