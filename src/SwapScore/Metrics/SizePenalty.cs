namespace SwapScore.Metrics;

/// <summary>How the regularised score weighs size: the factor <c>exp(−(Θ − μ)² / σ)</c>, Θ the trainable parameters in thousands.</summary>
/// <param name="Mu">μ, in thousands of parameters.</param>
/// <param name="Sigma">σ, the divisor of the squared distance, positive.</param>
internal readonly record struct SizePenalty(double Mu, double Sigma);
