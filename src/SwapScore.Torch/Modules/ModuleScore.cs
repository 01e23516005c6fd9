using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Values;

namespace SwapScore.Torch.Modules;

/// <summary>The scores of a TorchSharp module. Equal where all scores and activations are.</summary>
/// <param name="Metrics">The scores by metric, in the order asked for.</param>
/// <param name="Activations">What was recorded, in the order of computation: the name of the module, the shape of a sample's values.</param>
public sealed record ModuleScore(ValueDictionary<MetricScore> Metrics, ValueList<KeyValuePair<string, Shape>> Activations);
