// libtorch is called by one thread at a time, here as in the product.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
