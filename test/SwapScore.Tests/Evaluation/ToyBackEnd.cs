using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Tests.Evaluation;

/// <summary>A back end with one network: a ReLU of its input, which is drawn anew for every repeat. It counts what is open.</summary>
internal sealed class ToyBackEnd : IBackEnd
{
    private int _open;

    public int MostOpen { get; private set; }

    public int StillOpen => _open;

    public bool IsDisposed { get; private set; }

    public ValueTask<Func<CancellationToken, IOpenNetwork>> PrepareAsync(EvaluationRequest request, CancellationToken cancellation) =>
        ValueTask.FromResult<Func<CancellationToken, IOpenNetwork>>(_ => request.Architecture == "broken" ? throw new NetworkException("it is broken") : new Toy(this));

    public void Dispose() => IsDisposed = true;

    private sealed class Toy : IOpenNetwork, IActivationSource
    {
        private readonly ToyBackEnd _backEnd;
        private readonly Node _relu;
        private int _isClosed;

        public Toy(ToyBackEnd backEnd)
        {
            _backEnd = backEnd;
            backEnd.MostOpen = Math.Max(backEnd.MostOpen, Interlocked.Increment(ref backEnd._open));
            var builder = new NetworkBuilder("toy");
            _relu = builder.Relu(builder.Input(Shape.Vector(1000)));
            Network = builder.Build(_relu);
        }

        public Network Network { get; }

        public int Samples => 8;

        public IActivationSource Prepare(ForwardProtocol protocol, IReadOnlyList<IForwardMeasure> measures) => this;

        public EvaluationSeconds Run(RandomKey repeat, PassObserver observer, int threads, CancellationToken cancellation)
        {
            var values = new float[Samples * 1000];
            Gaussian.Fill(repeat, values);
            foreach (ref var value in values.AsSpan()) value = Math.Max(0, value);
            observer.Observe(Activation.FromRows(_relu, values, Samples));
            observer.EndPass();
            return new EvaluationSeconds();
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isClosed, 1) == 0) Interlocked.Decrement(ref _backEnd._open);
        }
    }
}
