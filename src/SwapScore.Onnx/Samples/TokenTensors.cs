using SwapScore.Data;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Reading;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Samples;

/// <summary>Turns token numbers into what the inputs of an encoder take: the numbers, a mask, token types, places.</summary>
internal static class TokenTensors
{
    /// <param name="input">The input.</param>
    /// <param name="role">What it takes.</param>
    /// <param name="tokens">Token numbers, 0 is padding, <c>[sample][token]</c>.</param>
    /// <param name="length">Tokens per sample, at least as many as the batch has.</param>
    /// <param name="vocabulary">How many different tokens the model knows; null for any.</param>
    public static SampleTensor Create(ModelInput input, InputRole role, Batch tokens, int length, long? vocabulary)
    {
        var values = new float[tokens.Size * length];
        for (var sample = 0; sample < tokens.Size; sample++)
        {
            var numbers = tokens.Sample(sample);
            for (var place = 0; place < length; place++)
            {
                var number = place < numbers.Length ? numbers[place] : 0;
                values[sample * length + place] = role switch
                {
                    InputRole.Tokens => Known(number, vocabulary),
                    InputRole.Mask => number == 0 ? 0 : 1,
                    InputRole.Positions => place,
                    _ => 0,
                };
            }
        }

        return new SampleTensor(input.Name, input.ElementType, [length], 0, Encode(values, input.ElementType));
    }

    /// <summary>Whole numbers as bytes of a type.</summary>
    public static byte[] Encode(float[] values, int type) => (DataType)type switch
    {
        DataType.Int64 => System.Runtime.InteropServices.MemoryMarshal.AsBytes<long>(Array.ConvertAll(values, value => (long)value)).ToArray(),
        DataType.Int32 => System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(Array.ConvertAll(values, value => (int)value)).ToArray(),
        DataType.Bool or DataType.Uint8 or DataType.Int8 => Array.ConvertAll(values, value => (byte)value),
        _ when ElementType.IsReal(type) => TensorValues.Encode(values, type),
        _ => throw Unfed(type),
    };

    /// <summary>Refuses a type that nothing is fed to, before anything is made for it.</summary>
    /// <param name="type">Type of the elements of an input.</param>
    /// <exception cref="InputException">It is neither of real nor of usual whole numbers.</exception>
    public static void Require(int type)
    {
        if ((DataType)type is not (DataType.Int64 or DataType.Int32 or DataType.Bool or DataType.Uint8 or DataType.Int8) && !ElementType.IsReal(type)) throw Unfed(type);
    }

    private static InputException Unfed(int type) => new($"inputs of {ElementType.Name(type)} cannot be fed");

    /// <summary>Numbers beyond a smaller vocabulary fall on others of it, padding stays padding.</summary>
    private static float Known(float number, long? vocabulary) =>
        vocabulary is > 1 and var count && number >= count ? 1 + (long)number % (count - 1) : number;
}
