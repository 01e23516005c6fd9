using SwapScore.Networks.Operations;

namespace SwapScore.Networks;

/// <content>One verb an operation, so that builders of networks read like the papers.</content>
public sealed partial class NetworkBuilder
{
    /// <summary>Adds an input of the given shape.</summary>
    public Node Input(Shape shape, string? name = null) => Add(new Input(shape), [], name);

    /// <summary>Adds a convolution; see <see cref="Operations.Convolution"/> for the settings and their defaults.</summary>
    public Node Convolution(
        Node x, int outputChannels, int kernel, int stride = 1, int padding = 0, int dilation = 1, int groups = 1, bool bias = false, string? name = null) =>
        Add(
            new Convolution(outputChannels, kernel) { Stride = stride, Padding = padding, Dilation = dilation, Groups = groups, Bias = bias },
            [x],
            name);

    /// <summary>Adds a transposed convolution; see <see cref="Operations.TransposedConvolution"/> for the settings and their defaults.</summary>
    public Node TransposedConvolution(
        Node x, int outputChannels, int kernel, int stride = 1, int padding = 0, int outputPadding = 0, bool bias = false, string? name = null) =>
        Add(
            new TransposedConvolution(outputChannels, kernel) { Stride = stride, Padding = padding, OutputPadding = outputPadding, Bias = bias },
            [x],
            name);

    /// <summary>Adds a batch normalisation.</summary>
    public Node BatchNormalization(Node x, bool affine = true, string? name = null) => Add(new BatchNormalization(affine), [x], name);

    /// <summary>Adds a layer normalisation.</summary>
    public Node LayerNormalization(Node x, float epsilon = 1e-5f, string? name = null) =>
        Add(new LayerNormalization { Epsilon = epsilon }, [x], name);

    /// <summary>Adds a ReLU.</summary>
    public Node Relu(Node x, string? name = null) => Add(new ActivationFunction(FunctionKind.Relu), [x], name);

    /// <summary>Adds a LeakyReLU.</summary>
    public Node LeakyRelu(Node x, float slope = 0.01f, string? name = null) => Add(new ActivationFunction(FunctionKind.LeakyRelu, slope), [x], name);

    /// <summary>Adds a GELU.</summary>
    public Node Gelu(Node x, string? name = null) => Add(new ActivationFunction(FunctionKind.Gelu), [x], name);

    /// <summary>Adds a SiLU.</summary>
    public Node Silu(Node x, string? name = null) => Add(new ActivationFunction(FunctionKind.Silu), [x], name);

    /// <summary>Adds a HardSwish.</summary>
    public Node HardSwish(Node x, string? name = null) => Add(new ActivationFunction(FunctionKind.HardSwish), [x], name);

    /// <summary>Adds a hyperbolic tangent.</summary>
    public Node Tanh(Node x, string? name = null) => Add(new ActivationFunction(FunctionKind.Tanh), [x], name);

    /// <summary>Adds a ReLU with a largest value.</summary>
    public Node CappedRelu(Node x, float limit = 6, string? name = null) => Add(new ActivationFunction(FunctionKind.CappedRelu, limit), [x], name);

    /// <summary>Adds a sigmoid.</summary>
    public Node Sigmoid(Node x, string? name = null) => Add(new ActivationFunction(FunctionKind.Sigmoid), [x], name);

    /// <summary>Adds a sigmoid made of straight lines.</summary>
    public Node HardSigmoid(Node x, float slope = 1 / 6f, string? name = null) => Add(new ActivationFunction(FunctionKind.HardSigmoid, slope), [x], name);

    /// <summary>Adds a maximum pooling.</summary>
    public Node MaxPooling(Node x, int kernel, int stride, int padding = 0, string? name = null) =>
        Add(new MaxPooling(kernel, stride, padding), [x], name);

    /// <summary>Adds an average pooling.</summary>
    public Node AveragePooling(Node x, int kernel, int stride, int padding = 0, bool countPadding = false, string? name = null) =>
        Add(new AveragePooling(kernel, stride, padding) { CountPadding = countPadding }, [x], name);

    /// <summary>Adds a global average pooling.</summary>
    public Node GlobalAveragePooling(Node x, string? name = null, bool isPlainMean = false) =>
        Add(new GlobalAveragePooling { IsPlainMean = isPlainMean }, [x], name);

    /// <summary>Adds a fully connected layer.</summary>
    public Node Linear(Node x, int outputs, bool bias = true, string? name = null) => Add(new Linear(outputs, bias), [x], name);

    /// <summary>Adds a sum; a single term is returned as it is.</summary>
    public Node Sum(IReadOnlyList<Node> terms, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return terms.Count == 1 ? terms[0] : Add(new Add(), terms, name);
    }

    /// <summary>Adds a concatenation along the channels; a single part is returned as it is.</summary>
    public Node Concatenation(IReadOnlyList<Node> parts, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return parts.Count == 1 ? parts[0] : Add(new Concatenation(), parts, name);
    }

    /// <summary>Adds zeros of the shape of <paramref name="x"/>, thinned out by a stride.</summary>
    public Node Zero(Node x, int stride = 1, int? channels = null, string? name = null) =>
        Add(new Zero(stride) { Channels = channels }, [x], name);

    /// <summary>Adds a crop of the first rows and columns.</summary>
    public Node Crop(Node x, int rows, int columns, string? name = null) => Add(new Crop(rows, columns), [x], name);

    /// <summary>Adds a run of channels of <paramref name="x"/>.</summary>
    public Node ChannelSlice(Node x, int first, int count, string? name = null) => Add(new ChannelSlice(first, count), [x], name);

    /// <summary>Adds a softmax along the columns, or along the rows.</summary>
    public Node Softmax(Node x, bool alongRows = false, string? name = null) => Add(new Softmax(alongRows), [x], name);

    /// <summary>Adds a product of two matrices, channel by channel.</summary>
    public Node MatrixProduct(
        Node first, Node second, bool transposeFirst = false, bool transposeSecond = false, float scale = 1, string? name = null) =>
        Add(new MatrixProduct(transposeSecond) { TransposeFirst = transposeFirst, Scale = scale }, [first, second], name);

    /// <summary>Adds the product of every value and a constant; a factor of 1 is nothing.</summary>
    public Node Scaling(Node x, float factor, string? name = null) => factor == 1 ? x : Add(new Scaling(factor), [x], name);

    /// <summary>Adds a product of two values, value by value; the second may be one value per channel.</summary>
    public Node Multiply(Node first, Node second, string? name = null) => Add(new Multiply(), [first, second], name);

    /// <summary>Adds the same values under another shape.</summary>
    public Node Reshape(Node x, Shape shape, string? name = null) => x.Shape == shape ? x : Add(new Reshape(shape), [x], name);

    /// <summary>Adds dropout; a rate of 0 is nothing.</summary>
    public Node Dropout(Node x, float rate, string? name = null) => rate == 0 ? x : Add(new Dropout(rate), [x], name);

    /// <summary>Adds the end of a path that a training may leave out.</summary>
    public Node DropPath(Node x, string? name = null) => Add(new DropPath(), [x], name);

    /// <summary>Adds the embedding of a token sequence.</summary>
    public Node TokenEmbedding(Node tokens, int vocabulary, int width, int positions = 512, string? name = null) =>
        Add(new TokenEmbedding(vocabulary, width) { Positions = positions }, [tokens], name);

    /// <summary>Adds a class token behind a sequence, and embeddings of places.</summary>
    public Node ClassToken(Node x, int positions, string? name = null, bool hasPlace = true) =>
        Add(new ClassToken(positions) { HasPlace = hasPlace }, [x], name);

    /// <summary>Adds channels and rows in each other's place.</summary>
    public Node Transpose(Node x, string? name = null) => Add(new Transpose(), [x], name);

    /// <summary>Adds values of distances, given to pairs of tokens of a grid.</summary>
    public Node RelativeLookup(Node x, int rows, int columns, int reach, string? name = null) =>
        Add(new RelativeLookup(rows, columns, reach), [x], name);

    /// <summary>Adds sums over the tokens of a grid at each distance.</summary>
    public Node RelativeSum(Node x, int rows, int columns, int reach, string? name = null) =>
        Add(new RelativeSum(rows, columns, reach), [x], name);

    /// <summary>Adds a fixed transform along the columns, or along the rows.</summary>
    public Node SpectralTransform(Node x, SpectralKind kind, bool alongRows = false, string? name = null) =>
        Add(new SpectralTransform(kind, alongRows), [x], name);

    /// <summary>Adds a convolution along the tokens with kernels of the sample.</summary>
    public Node SpanConvolution(Node kernels, Node x, string? name = null) => Add(new SpanConvolution(), [kernels, x], name);

    /// <summary>Adds a depthwise convolution along a token sequence that keeps its length.</summary>
    public Node SequenceConvolution(Node x, int kernel, string? name = null) => Add(
        new Convolution(x.Shape.Channels, kernel) { IsSequence = true, Padding = kernel / 2, Groups = x.Shape.Channels }, [x], name);
}
