using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Prisma.Workflows.Persistence.Sqlite.Migrations;

/// <summary>A reader's word to whoever saved a draft last, who is known from now on; of what is there already nobody is.</summary>
[DbContext(typeof(SqlitePrismaDbContext))]
[Migration("20261128224414_ReturnedWithAWord")]
public sealed class ReturnedWithAWord : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "Word", table: "VersionConsents", type: "TEXT", nullable: true);
        migrationBuilder.AddColumn<Guid>(name: "SavedById", table: "Definitions", type: "TEXT", nullable: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("ALTER TABLE \"VersionConsents\" DROP COLUMN \"Word\"");
        migrationBuilder.Sql("ALTER TABLE \"Definitions\" DROP COLUMN \"SavedById\"");
    }
}
