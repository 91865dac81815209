using Prisma.Workflows.People.Staff;

namespace Prisma.Workflows.Tests.Persistence;

/// <summary>Somebody can always run the installation.</summary>
public sealed class RemoveRoleTests
{
    [Fact]
    public async Task Of_two_administrators_who_take_the_role_from_each_other_at_once_one_keeps_it()
    {
        Assert.SkipWhen(PostgreSqlCluster.ReasonToSkip is not null, PostgreSqlCluster.ReasonToSkip ?? "");
        await using var one = await Product.StartAsync(DatabaseProvider.PostgreSql);
        await using var other = one.StartAnother();
        var (wren, ash) = (Some.Person("wren@orrin.example", "Wren"), Some.Person("ash@orrin.example", "Ash"));
        await one.ChangeAsync(db =>
        {
            foreach (var person in new[] { wren, ash })
            {
                person.PasswordHash = "set";
                db.People.Add(person);
                db.RoleGrants.Add(new RoleGrant { PersonId = person.Id, Role = Role.Administrator });
            }
        });

        Outcome<Person>? quicker = null;
        var slower = await one.RunAsync<RemoveRole, Outcome<Person>>(async remove =>
        {
            var removed = await remove.ExecuteAsync(ash.Id, Role.Administrator, Actor.Of(wren), Cancellation);
            quicker ??= await other.RunAsync<RemoveRole, Outcome<Person>>(again => again.ExecuteAsync(wren.Id, Role.Administrator, Actor.Of(ash), Cancellation));
            return removed;
        });

        Assert.True(quicker!.IsDone);
        Assert.Contains("last administrator", slower.Problems[Problems.Whole], StringComparison.Ordinal);
        Assert.Equal([ash.Id], await one.ReadAsync(db => db.RoleGrants.Select(grant => grant.PersonId).ToListAsync(Cancellation)));
    }
}
