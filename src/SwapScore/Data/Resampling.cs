using System.Globalization;
using SwapScore.Networks;

namespace SwapScore.Data;

/// <summary>Resizes planar images exactly, in whole numbers, see <see cref="ImageSet.Resize"/>.</summary>
/// <param name="from">Shape of an image as it is.</param>
/// <param name="to">Shape that is wanted.</param>
public sealed class Resampling(Shape from, Shape to)
{
    /// <summary>The smallest side that is asked for, in pixels.</summary>
    public const int MinimumSide = 3;

    /// <summary>The largest side that is asked for, in pixels.</summary>
    public const int MaximumSide = 1024;

    private readonly Axis _rows = new(from.Rows, to.Rows);
    private readonly Axis _columns = new(from.Columns, to.Columns);

    /// <summary>Both limits, for messages.</summary>
    public static string SideRange => string.Create(CultureInfo.InvariantCulture, $"{MinimumSide} … {MaximumSide}");

    /// <summary>Resizes every plane.</summary>
    /// <param name="pixels">Planes as they are, <c>[plane][row][column]</c>.</param>
    /// <param name="resized">As many planes of the new size.</param>
    public void Apply(ReadOnlySpan<byte> pixels, Span<byte> resized)
    {
        var planes = pixels.Length / (int)from.Area;
        var row = new long[from.Columns];
        for (var plane = 0; plane < planes; plane++)
        {
            var source = pixels.Slice(plane * (int)from.Area, (int)from.Area);
            var target = resized.Slice(plane * (int)to.Area, (int)to.Area);
            for (var r = 0; r < to.Rows; r++)
            {
                WeightRows(source, r, row);
                WeightColumns(row, _rows.Sum(r), target.Slice(r * to.Columns, to.Columns));
            }
        }
    }

    private void WeightRows(ReadOnlySpan<byte> source, int r, Span<long> row)
    {
        row.Clear();
        for (var i = _rows.First(r); i < _rows.End(r); i++)
        {
            var weight = _rows.Weight(r, i);
            var line = source.Slice(i * row.Length, row.Length);
            for (var c = 0; c < row.Length; c++) row[c] += weight * line[c];
        }
    }

    private void WeightColumns(ReadOnlySpan<long> row, long rowSum, Span<byte> target)
    {
        for (var c = 0; c < target.Length; c++)
        {
            var total = 0L;
            for (var i = _columns.First(c); i < _columns.End(c); i++) total += _columns.Weight(c, i) * row[i];
            var divisor = rowSum * _columns.Sum(c);
            target[c] = (byte)((2 * total + divisor) / (2 * divisor));
        }
    }

    /// <summary>
    /// The weights of one dimension. Output o has its centre at (o + ½)·from/to, input i at i + ½, and the triangle falls to zero at a
    /// distance of max(1, from/to). Times 2·max(from, to) every weight is an integer, so the sums are exact; with sides of at most 4096 they
    /// stay below 2⁵⁸.
    /// </summary>
    private sealed class Axis
    {
        private readonly int _from;
        private readonly int _to;
        private readonly long _height;
        private readonly long[] _sums;

        public Axis(int from, int to)
        {
            (_from, _to, _height) = (from, to, 2L * Math.Max(from, to));
            _sums = new long[to];
            for (var o = 0; o < to; o++)
                for (var i = First(o); i < End(o); i++)
                    _sums[o] += Weight(o, i);
        }

        public long Sum(int o) => _sums[o];

        public long Weight(int o, int i) => Math.Max(0, _height - Math.Abs((2L * i + 1) * _to - (2L * o + 1) * _from));

        // |(2i + 1)·to − centre| < height, solved for i and widened to whole numbers; weights just outside are zero.
        public int First(int o) => (int)Math.Max(0, ((2L * o + 1) * _from - _height) / (2L * _to) - 1);

        public int End(int o) => (int)Math.Min(_from, ((2L * o + 1) * _from + _height) / (2L * _to) + 1);
    }
}
