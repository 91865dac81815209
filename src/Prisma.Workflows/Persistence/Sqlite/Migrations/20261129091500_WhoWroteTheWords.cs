using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Prisma.Workflows.Persistence.Sqlite.Migrations;

/// <summary>Who wrote words, for the mail with which a reader returns them; of what is there already nobody is known.</summary>
[DbContext(typeof(SqlitePrismaDbContext))]
[Migration("20261129091500_WhoWroteTheWords")]
public sealed class WhoWroteTheWords : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<Guid>(name: "SavedById", table: "Wordings", type: "TEXT", nullable: true);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("ALTER TABLE \"Wordings\" DROP COLUMN \"SavedById\"");
}
