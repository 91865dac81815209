using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Prisma.Workflows.Persistence.PostgreSql.Migrations;

/// <summary>A step keeps what led to it; those that are there already say nothing of it.</summary>
[DbContext(typeof(PostgreSqlPrismaDbContext))]
[Migration("20261128153940_WhyNow")]
public sealed class WhyNow : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<string>(name: "WhyNow", table: "Steps", type: "text", nullable: false, defaultValue: "");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "WhyNow", table: "Steps");
}
