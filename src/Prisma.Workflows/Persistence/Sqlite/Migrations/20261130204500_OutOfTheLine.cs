using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Prisma.Workflows.Persistence.Sqlite.Migrations;

/// <summary>Nobody whose passage has ended waits for a seat.</summary>
[DbContext(typeof(SqlitePrismaDbContext))]
[Migration("20261130204500_OutOfTheLine")]
public sealed class OutOfTheLine : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        UPDATE "Seats" SET "State" = 'Released' WHERE "State" = 'Waitlisted' AND "EnrolmentId" IN (SELECT "Id" FROM "Enrolments" WHERE "LiveKey" IS NULL)
        """);

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        // Nobody is put back into a line.
    }
}
