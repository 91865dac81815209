using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Prisma.Workflows.Persistence.PostgreSql.Migrations;

/// <summary>Who wrote words, for the mail with which a reader returns them; of what is there already nobody is known.</summary>
[DbContext(typeof(PostgreSqlPrismaDbContext))]
[Migration("20261129091505_WhoWroteTheWords")]
public sealed class WhoWroteTheWords : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<Guid>(name: "SavedById", table: "Wordings", type: "uuid", nullable: true);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.DropColumn(name: "SavedById", table: "Wordings");
}
