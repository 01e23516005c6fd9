using SwapScore.Networks;

namespace SwapScore.Onnx.Import.Operators;

/// <summary>The windows of the engine: as large and as far apart along rows as along columns, with as much padding on every side.</summary>
/// <param name="Kernel">Side of the kernel.</param>
/// <param name="Stride">Distance between outputs.</param>
/// <param name="Dilation">Distance between kernel positions.</param>
/// <param name="Padding">Positions added on every side.</param>
/// <param name="DroppedRows">Outputs to be dropped at the top.</param>
/// <param name="DroppedColumns">Outputs to be dropped on the left.</param>
/// <param name="IsSequence">Whether there is one row of kernel positions alone.</param>
internal sealed record Windows(int Kernel, int Stride, int Dilation, int Padding, int DroppedRows, int DroppedColumns, bool IsSequence)
{
    /// <summary>The windows of the node that is imported.</summary>
    /// <param name="scope">The node.</param>
    /// <param name="settings">Its windows along rows and columns.</param>
    /// <param name="input">Shape of the input.</param>
    public static Windows Create(ImportScope scope, WindowSettings[] settings, Shape input)
    {
        var (rows, columns) = (settings[0], settings[1]);
        var (row, column) = (Symmetric(scope, rows, input.Rows, "rows"), Symmetric(scope, columns, input.Columns, "columns"));
        if ((rows.Kernel, rows.Stride, row.Padding) == (1, 1, 0) && (columns.Kernel, columns.Stride, column.Padding) != (1, 1, 0))
            return new Windows(columns.Kernel, columns.Stride, columns.Dilation, column.Padding, 0, column.Dropped, true);
        if ((rows.Kernel, rows.Stride, row.Padding) != (columns.Kernel, columns.Stride, column.Padding) || (rows.Kernel > 1 && rows.Dilation != columns.Dilation))
            throw scope.Refuse($"its window of {rows.Kernel}×{columns.Kernel}, stride {rows.Stride}×{columns.Stride}, padding {row.Padding}×{column.Padding} is not square");
        return new Windows(rows.Kernel, rows.Stride, columns.Dilation, row.Padding, row.Dropped, column.Dropped, false);
    }

    /// <summary>Drops the outputs that are too many.</summary>
    public Node Drop(NetworkBuilder builder, Node node) => DroppedRows + DroppedColumns == 0 ? node : builder.Crop(node, DroppedRows, DroppedColumns);

    private static (int Padding, int Dropped) Symmetric(ImportScope scope, WindowSettings window, int length, string dimension) =>
        window.Symmetric(length) ?? throw scope.Refuse($"its padding of {window.Before} before and {window.After} behind the {dimension} cannot be made equal on both sides");
}
