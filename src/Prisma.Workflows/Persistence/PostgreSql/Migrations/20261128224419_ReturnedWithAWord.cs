using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Prisma.Workflows.Persistence.PostgreSql.Migrations;

/// <summary>A reader's word to whoever saved a draft last, who is known from now on; of what is there already nobody is.</summary>
[DbContext(typeof(PostgreSqlPrismaDbContext))]
[Migration("20261128224419_ReturnedWithAWord")]
public sealed class ReturnedWithAWord : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "Word", table: "VersionConsents", type: "text", nullable: true);
        migrationBuilder.AddColumn<Guid>(name: "SavedById", table: "Definitions", type: "uuid", nullable: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(name: "Word", table: "VersionConsents");
        migrationBuilder.DropColumn(name: "SavedById", table: "Definitions");
    }
}
