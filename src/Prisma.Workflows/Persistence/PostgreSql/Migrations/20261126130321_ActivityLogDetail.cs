using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Prisma.Workflows.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class ActivityLogDetail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "Execution",
                table: "ActivityLog",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "Inputs",
                table: "ActivityLog",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NodeId",
                table: "ActivityLog",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Outcomes",
                table: "ActivityLog",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "Parent",
                table: "ActivityLog",
                type: "bigint",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Execution",
                table: "ActivityLog");

            migrationBuilder.DropColumn(
                name: "Inputs",
                table: "ActivityLog");

            migrationBuilder.DropColumn(
                name: "NodeId",
                table: "ActivityLog");

            migrationBuilder.DropColumn(
                name: "Outcomes",
                table: "ActivityLog");

            migrationBuilder.DropColumn(
                name: "Parent",
                table: "ActivityLog");
        }
    }
}
