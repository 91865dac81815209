using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Web.Hosting;

/// <summary>Puts the usual reasons why a start fails into one sentence each.</summary>
static class StartFailure
{
    /// <summary>Null for what nobody expected: that keeps its stack trace.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        StartFailedException => exception.Message,
        IOException { InnerException: AddressInUseException } => $"The address is taken by another program: {exception.Message.TrimEnd('.')}. Choose another one with --Urls http://127.0.0.1:5081.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "The address may not be used by this account. Ports below 1024 need rights of their own; choose another one with --Urls http://127.0.0.1:5080.",
        SqliteException sqlite => $"The database in the data folder cannot be used: {sqlite.Message}",
        Npgsql.NpgsqlException postgres => $"PostgreSQL cannot be reached or refused: {postgres.Message}. Check Database:ConnectionString.",
        OptionsValidationException options => string.Join(' ', options.Failures),
        InvalidDataException { InnerException: FormatException } => $"{exception.Message} {exception.GetBaseException().Message}",
        FormatException or UriFormatException or InvalidOperationException when exception.StackTrace?.Contains("AddressBinder", StringComparison.Ordinal) == true => $"Urls is not an address to listen on: {exception.Message}",
        _ => null,
    };
}
