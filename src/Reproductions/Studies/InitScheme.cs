namespace Pruning.Reproductions.Studies;

/// <summary>Distribution of initial values.</summary>
internal enum InitScheme
{
    /// <summary>Uniform in ±1/√fan_in, weights and biases.</summary>
    FanIn,

    /// <summary>Weights uniform in ±√(6 / (fan_in + fan_out)), biases zero.</summary>
    Glorot,

    /// <summary>Normal weights of variance 2 / (fan_in + fan_out), biases zero.</summary>
    GlorotNormal,
}
