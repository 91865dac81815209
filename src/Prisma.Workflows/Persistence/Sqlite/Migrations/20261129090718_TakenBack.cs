using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Prisma.Workflows.Persistence.Sqlite.Migrations;

/// <summary>When a version was taken back; where nothing of a definition is published, that is the one people began on last.</summary>
[DbContext(typeof(SqlitePrismaDbContext))]
[Migration("20261129090718_TakenBack")]
public sealed class TakenBack : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<long>(name: "TakenBackAt", table: "Definitions", type: "INTEGER", nullable: true);
        migrationBuilder.Sql("""
            UPDATE "Definitions" SET "TakenBackAt" = "PublishedAt" WHERE "PublishedAt" IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM "Definitions" AS other WHERE other."DefinitionId" = "Definitions"."DefinitionId" AND (other."IsPublished" OR other."PublishedAt" > "Definitions"."PublishedAt"))
            """);
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("ALTER TABLE \"Definitions\" DROP COLUMN \"TakenBackAt\"");
}
