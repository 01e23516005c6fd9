namespace SwapScore.Data.Published;

/// <summary>Progress of a download.</summary>
/// <param name="Bytes">Bytes that have come, those of earlier runs included.</param>
/// <param name="Total">Bytes in all; null while unknown.</param>
/// <param name="Resumed">Bytes that came in earlier runs or connections.</param>
public readonly record struct DownloadProgress(long Bytes, long? Total, long Resumed);
