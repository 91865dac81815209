namespace Prisma.Workflows.Web.Hosting;

/// <summary>The product cannot start; the message is one sentence for whoever started it.</summary>
public sealed class StartFailedException(string sentence, Exception? inner = null) : Exception(sentence, inner);
