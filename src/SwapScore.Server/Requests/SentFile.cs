namespace SwapScore.Server.Requests;

/// <summary>A file that was sent.</summary>
/// <param name="Name">The SHA-256 of its content.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record SentFile(string Name, long Bytes);
