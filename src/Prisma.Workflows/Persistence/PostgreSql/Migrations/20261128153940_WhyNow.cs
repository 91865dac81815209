using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Prisma.Workflows.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class WhyNow : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "WhyNow",
                table: "Steps",
                type: "text",
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "WhyNow",
                table: "Steps");
        }
    }
}
