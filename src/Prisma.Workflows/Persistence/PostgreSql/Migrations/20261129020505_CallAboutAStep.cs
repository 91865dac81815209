using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Prisma.Workflows.Persistence.PostgreSql.Migrations;

/// <summary>Which step a call is about; calls that are open already are closed by whoever makes them.</summary>
[DbContext(typeof(PostgreSqlPrismaDbContext))]
[Migration("20261129020505_CallAboutAStep")]
public sealed class CallAboutAStep : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<Guid>(name: "AboutId", table: "Steps", type: "uuid", nullable: true);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.DropColumn(name: "AboutId", table: "Steps");
}
