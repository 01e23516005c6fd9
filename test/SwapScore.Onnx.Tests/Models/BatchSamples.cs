using SwapScore.Data;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Samples;

namespace SwapScore.Onnx.Tests.Models;

/// <summary>The samples of a batch, as they are.</summary>
internal sealed class BatchSamples(Batch batch) : SampleSource
{
    public override string Name => batch.Source;

    internal override ModelSamples For(OnnxModel model)
    {
        var input = model.Inputs[0];
        long[] dimensions = [batch.Shape.Channels, batch.Shape.Rows, batch.Shape.Columns];
        return new(
            batch.Size,
            [
                new SampleTensor(
                    input.Name, input.ElementType, [.. dimensions.Skip(4 - input.Dimensions.Count)], 0, TokenTensors.Encode(batch.Values.ToArray(), input.ElementType)),
            ],
            batch.Source)
        {
            Labels = batch.Labels,
        };
    }
}
