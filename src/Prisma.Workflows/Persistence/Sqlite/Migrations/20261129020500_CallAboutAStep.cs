using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Prisma.Workflows.Persistence.Sqlite.Migrations;

/// <summary>Which step a call is about; calls that are open already are closed by whoever makes them.</summary>
[DbContext(typeof(SqlitePrismaDbContext))]
[Migration("20261129020500_CallAboutAStep")]
public sealed class CallAboutAStep : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<Guid>(name: "AboutId", table: "Steps", type: "TEXT", nullable: true);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("ALTER TABLE \"Steps\" DROP COLUMN \"AboutId\"");
}
