namespace SwapScore.Server.Running;

/// <summary>A client names a job that there is not.</summary>
/// <param name="id">The name.</param>
internal sealed class UnknownJobException(string id) : Exception($"there is no job {PrintableText.Escape(id)}");
