using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Prisma.Workflows.Persistence.PostgreSql.Migrations;

/// <summary>When a version was taken back; where nothing of a definition is published, that is the one people began on last.</summary>
[DbContext(typeof(PostgreSqlPrismaDbContext))]
[Migration("20261129090721_TakenBack")]
public sealed class TakenBack : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<DateTimeOffset>(name: "TakenBackAt", table: "Definitions", type: "timestamp with time zone", nullable: true);
        migrationBuilder.Sql("""
            UPDATE "Definitions" SET "TakenBackAt" = "PublishedAt" WHERE "PublishedAt" IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM "Definitions" AS other WHERE other."DefinitionId" = "Definitions"."DefinitionId" AND (other."IsPublished" OR other."PublishedAt" > "Definitions"."PublishedAt"))
            """);
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.DropColumn(name: "TakenBackAt", table: "Definitions");
}
