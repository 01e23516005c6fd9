namespace SwapScore.Data.Pickle;

/// <content>Stack, marks and memo, with their limits.</content>
internal sealed partial class PickleReader
{
    private object? Top
    {
        get
        {
            RequireStacked(1);
            return _stack[^1];
        }
    }

    private void Push(object? value)
    {
        Count();
        _stack.Add(value);
    }

    private object? Pop()
    {
        var value = Top;
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private object?[] Pop(int count)
    {
        RequireStacked(count);
        return PopFrom(_stack.Count - count);
    }

    private object?[] PopToMark()
    {
        if (!_marks.TryPop(out var mark)) throw Refuse("finds no open mark");
        return PopFrom(mark);
    }

    private object?[] PopFrom(int index)
    {
        var values = _stack[index..].ToArray();
        _stack.RemoveRange(index, values.Length);
        return values;
    }

    private void OpenMark()
    {
        if (_marks.Count == MaximumMarks) throw Refuse($"nests more than {MaximumMarks} marks");
        _marks.Push(_stack.Count);
    }

    private void Remember(long index)
    {
        Count();
        _memo[index] = Top;
    }

    private void Recall(long index) =>
        Push(_memo.TryGetValue(index, out var value) ? value : throw Refuse($"recalls number {index}, which was never stored"));

    private void Count()
    {
        if (++_values > MaximumValues) throw Refuse($"exceeds the limit of {MaximumValues} values");
    }

    private void RequireStacked(int count)
    {
        var bottom = _marks.TryPeek(out var mark) ? mark : 0;
        if (_stack.Count - bottom < count) throw Refuse($"needs {count} values, but the stack holds {_stack.Count - bottom}");
    }
}
