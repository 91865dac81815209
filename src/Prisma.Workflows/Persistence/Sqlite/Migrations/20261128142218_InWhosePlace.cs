using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Prisma.Workflows.Persistence.Sqlite.Migrations;

/// <summary>Whoever signs for somebody who left stands in a column of its own; before, it stood behind how they were known.</summary>
[DbContext(typeof(SqlitePrismaDbContext))]
[Migration("20261128142218_InWhosePlace")]
public sealed class InWhosePlace : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "InPlaceOf", table: "Signatures", type: "TEXT", nullable: false, defaultValue: "");
        migrationBuilder.Sql("""
            UPDATE "Signatures" SET
                "InPlaceOf" = substr("Method", instr("Method", 'in place of ') + 12),
                "Method" = rtrim(substr("Method", 1, instr("Method", 'in place of ') - 1), ', ')
            WHERE "Method" LIKE '%in place of %'
            """);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""UPDATE "Signatures" SET "Method" = CASE WHEN "Method" = '' THEN '' ELSE "Method" || ', ' END || 'in place of ' || "InPlaceOf" WHERE "InPlaceOf" <> ''""");
        migrationBuilder.DropColumn(name: "InPlaceOf", table: "Signatures");
    }
}
