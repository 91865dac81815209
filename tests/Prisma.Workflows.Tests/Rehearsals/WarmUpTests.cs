using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Expressions;
using Prisma.Workflows.Rehearsals;

namespace Prisma.Workflows.Tests.Rehearsals;

/// <summary>Nobody hears of a warm-up that fails, it only warms nothing; so it is seen here.</summary>
public sealed class WarmUpTests
{
    [Fact]
    public async Task It_meets_no_row_and_no_definition_that_it_cannot_deal_with()
    {
        await using var room = await RehearsalRoom.OpenAsync(Repository.Root, new DateTimeOffset(2027, 3, 10, 9, 0, 0, TimeSpan.Zero), TestContext.Current.CancellationToken);
        var warmUp = new WarmUp(room.Get<IServiceScopeFactory>(), room.Get<DefinitionCheck>(), room.Get<ExpressionEvaluator>());

        Assert.Null(await Record.ExceptionAsync(() => warmUp.ExecuteAsync(Path.Combine(Repository.Root, "workflows", "pathway-participant.json"))));
    }
}
