using CsCheck;

namespace SwapScore.Tests;

#pragma warning disable RS0030 // The one place where CsCheck runs.

/// <summary>
/// Checks properties on generated cases: the same ones in the same order at every run, so no test fails by chance.
/// The environment variable <c>CsCheck_Time</c> has every property try random cases for so many seconds, <c>CsCheck_Seed</c> has it start with the case of a failure's seed.
/// </summary>
internal static class PropertyCheck
{
    private const int Cases = 100;

    public static void ForAll<T>(this Gen<T> generator, Action<T> check, int cases = Cases)
    {
        if (Check.Time > 0 || Check.Seed is not null)
        {
            generator.Sample(check, iter: cases);
            return;
        }
        var random = new PCG(stream: 0, seed: 0);
        for (var i = 0; i < cases; i++)
        {
            var state = random.State;
            var value = generator.Generate(random, null, out _);
            try
            {
                check(value);
            }
            catch
            {
                // Fails on this case again, looks for a smaller one, and reports it with its seed.
                generator.Sample(check, seed: random.ToString(state), iter: cases, threads: 1);
                throw;
            }
        }
    }

    public static void ForAll<T>(this Gen<T> generator, Func<T, bool> check, int cases = Cases) =>
        generator.ForAll(value => Assert.True(check(value)), cases);

    public static void ForAll<T1, T2>(this Gen<(T1, T2)> generator, Func<T1, T2, bool> check, int cases = Cases) =>
        generator.ForAll(value => Assert.True(check(value.Item1, value.Item2)), cases);

    public static void ForAll<T1, T2>(this Gen<(T1, T2)> generator, Action<T1, T2> check, int cases = Cases) =>
        generator.ForAll(value => check(value.Item1, value.Item2), cases);

    public static void ForAll<T1, T2, T3>(this Gen<(T1, T2, T3)> generator, Action<T1, T2, T3> check, int cases = Cases) =>
        generator.ForAll(value => check(value.Item1, value.Item2, value.Item3), cases);

    public static void ForAll<T1, T2, T3, T4>(this Gen<(T1, T2, T3, T4)> generator, Action<T1, T2, T3, T4> check, int cases = Cases) =>
        generator.ForAll(value => check(value.Item1, value.Item2, value.Item3, value.Item4), cases);

    public static void ForAll<T1, T2, T3, T4, T5>(this Gen<(T1, T2, T3, T4, T5)> generator, Action<T1, T2, T3, T4, T5> check, int cases = Cases) =>
        generator.ForAll(value => check(value.Item1, value.Item2, value.Item3, value.Item4, value.Item5), cases);

    public static void ForAll<T1, T2, T3, T4, T5, T6>(this Gen<(T1, T2, T3, T4, T5, T6)> generator, Action<T1, T2, T3, T4, T5, T6> check, int cases = Cases) =>
        generator.ForAll(value => check(value.Item1, value.Item2, value.Item3, value.Item4, value.Item5, value.Item6), cases);
}
