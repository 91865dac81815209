using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Persistence.PostgreSql;

namespace Prisma.Workflows.Web.Hosting;

/// <summary>Puts the usual reasons why a start fails into one sentence each.</summary>
static class StartFailure
{
    const int SqliteCorrupt = 11, SqliteNoDatabase = 26;

    /// <summary>Null for what nobody expected: that keeps its stack trace.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        StartFailedException or UnknownDatabaseException or DatabaseUnavailableException or TransferRefusedException => exception.Message,
        IOException { InnerException: AddressInUseException } => $"The address is taken by another program: {exception.Message.TrimEnd('.')}. Choose another one with --Urls http://127.0.0.1:5081.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "The address may not be used by this account. Ports below 1024 need rights of their own; choose another one with --Urls http://127.0.0.1:5080.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "The address in Urls is not one of this machine. Choose another one with --Urls http://127.0.0.1:5080, or http://0.0.0.0:5080 for all of its addresses.",
        SqliteException { SqliteErrorCode: SqliteCorrupt or SqliteNoDatabase } sqlite => $"The SQLite database, prisma.db in the data folder unless Database:ConnectionString names another, cannot be read: {sqlite.Message} Put a backup in its place.",
        SqliteException sqlite => $"The SQLite database, prisma.db in the data folder unless Database:ConnectionString names another, cannot be used: {sqlite.Message} See that this account may write it and its folder, that there is room, and that no other program holds it.",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } postgres => $"PostgreSQL refuses the account in Database:ConnectionString: {postgres.MessageText}. It needs the right to make tables: whoever owns the database may give it, with GRANT ALL ON SCHEMA public TO that account, or make the database with createdb --owner. Tables that are there already have to be its own: put a backup back as this account.",
        PostgresException { SqlState: PostgresErrorCodes.DuplicateTable } => "The database in Database:ConnectionString has tables that Prisma did not make, or a backup of which only a part was put back. Make a new one and put the backup back into that.",
        PostgresException postgres => $"PostgreSQL refuses: {postgres.MessageText}. Check Database:ConnectionString.",
        NpgsqlException or InvalidOperationException { InnerException: NpgsqlException } => $"PostgreSQL cannot be reached: {(exception as NpgsqlException ?? exception.InnerException!).Message.TrimEnd('.')}. Check Database:ConnectionString.",
        OptionsValidationException options => string.Join(' ', options.Failures),
        InvalidDataException { InnerException: JsonException or DefinitionInvalidException } => exception.Message,
        InvalidDataException { InnerException: FormatException } => $"{exception.Message} {(exception.GetBaseException() is JsonException json ? $"Line {json.LineNumber + 1} is no JSON, or the one before it does not end as it should." : exception.GetBaseException().Message)}",
        InvalidOperationException when exception.Message.Contains("HTTPS endpoint", StringComparison.Ordinal) => "Urls asks for https, and there is no certificate. Name one with --Kestrel:Certificates:Default:Path and --Kestrel:Certificates:Default:Password, or listen to http:// and leave TLS to what stands before Prisma.",
        _ when exception.StackTrace?.Contains("CertificateConfigLoader", StringComparison.Ordinal) == true => $"The certificate in Kestrel:Certificates cannot be used: {exception.Message.TrimEnd('.')}. Look at its Path and its Password.",
        FormatException or UriFormatException or InvalidOperationException when exception.StackTrace?.Contains("AddressBinder", StringComparison.Ordinal) == true => $"Urls is not an address to listen on: {exception.Message}",
        _ => null,
    };
}
