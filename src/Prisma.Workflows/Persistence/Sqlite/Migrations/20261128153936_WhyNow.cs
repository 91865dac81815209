using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Prisma.Workflows.Persistence.Sqlite.Migrations;

/// <summary>A step keeps what led to it; those that are there already say nothing of it.</summary>
[DbContext(typeof(SqlitePrismaDbContext))]
[Migration("20261128153936_WhyNow")]
public sealed class WhyNow : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<string>(name: "WhyNow", table: "Steps", type: "TEXT", nullable: false, defaultValue: "");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("ALTER TABLE \"Steps\" DROP COLUMN \"WhyNow\"");
}
