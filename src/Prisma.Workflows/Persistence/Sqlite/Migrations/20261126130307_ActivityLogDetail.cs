using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Prisma.Workflows.Persistence.Sqlite.Migrations
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
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "Inputs",
                table: "ActivityLog",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NodeId",
                table: "ActivityLog",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Outcomes",
                table: "ActivityLog",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "Parent",
                table: "ActivityLog",
                type: "INTEGER",
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
