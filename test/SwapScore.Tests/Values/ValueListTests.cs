using CsCheck;
using SwapScore.Values;

namespace SwapScore.Tests.Values;

public sealed class ValueListTests
{
    [Fact]
    public void Equals_AnyLists_IsThatOfTheirElements() =>
        Gen.Select(Gen.Int[0, 2].Array[0, 4], Gen.Int[0, 2].Array[0, 4]).ForAll((first, second) =>
        {
            ValueList<int> one = first, other = second;
            return one.Equals(other) == first.AsSpan().SequenceEqual(second) && (!one.Equals(other) || one.GetHashCode() == other.GetHashCode());
        });

    [Fact]
    public void Create_AnArrayThatIsChangedLater_KeepsItsElements()
    {
        int[] items = [1, 2];
        ValueList<int> list = items;
        items[0] = 3;
        Assert.Equal([1, 2], list);
    }

    [Fact]
    public void Dictionary_EntriesInAnotherOrder_IsAnotherOne()
    {
        var first = ValueDictionary<int>.Create([KeyValuePair.Create("a", 1), KeyValuePair.Create("b", 2)]);
        var same = ValueDictionary<int>.Create([KeyValuePair.Create("a", 1), KeyValuePair.Create("b", 2)]);
        var turned = ValueDictionary<int>.Create([KeyValuePair.Create("b", 2), KeyValuePair.Create("a", 1)]);
        Assert.Equal<object>(first, same);
        Assert.Equal(first.GetHashCode(), same.GetHashCode());
        Assert.False(first.Equals(turned));
        Assert.Throws<ArgumentException>(() => ValueDictionary<int>.Create([KeyValuePair.Create("a", 1), KeyValuePair.Create("a", 1)]));
    }
}
