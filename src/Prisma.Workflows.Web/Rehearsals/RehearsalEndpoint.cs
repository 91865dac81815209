using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Authoring.Drafts;
using Prisma.Workflows.Authoring.Publishing;
using Prisma.Workflows.Events;
using Prisma.Workflows.Rehearsals;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Web.Account;

namespace Prisma.Workflows.Web.Rehearsals;

/// <summary>Plays a draft and writes as it goes: how far it has come, then its calendar. Whoever leaves stops it.</summary>
static partial class RehearsalEndpoint
{
    /// <summary>Asks for what is written and not published yet.</summary>
    public const string WithDrafts = "drafts";

    /// <summary>A draft may go round in a circle for ever.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>One after another: each holds a whole installation in memory.</summary>
    static readonly SemaphoreSlim Room = new(1);

    public static void MapRehearsals(this IEndpointRouteBuilder app) =>
        app.MapGet("/pathways/{id}/rehearsal", ShowAsync).RequireAuthorization(Policies.Steward);

    static async Task ShowAsync([AsParameters] Wish wish, HttpContext context, Operations operations, IOptions<PrismaOptions> options, TimeProvider time, ILoggerFactory loggers)
    {
        var left = context.RequestAborted;
        if (await operations.ReadAsync<ReadDraft, DraftView?>(read => read.ExecuteAsync(wish.Id, left)) is not { } draft)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var page = await RehearsalPage.BeginAsync(context.Response, $"{draft.Name}, {(draft.State == VersionState.Draft ? "draft of " : "")}version {draft.Version}", left);
        try
        {
            await page.TellAsync("Waiting for its turn …");
            var own = await operations.ReadAsync<ReadOwnContent, OwnContent>(read => read.ExecuteAsync(wish.Words == WithDrafts, left));
            await Room.WaitAsync(left);
            await PlayAsync(page, new RehearsalRequest(wish.Id, wish.Start, wish.Profile) { Drawn = draft.Json, Own = own }, options.Value.ContentFolder, time, left);
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(loggers.CreateLogger(typeof(RehearsalEndpoint)), failure, wish.Id);
            await page.RefuseAsync(["Something failed that has nothing to do with what is drawn, so it was stopped. Nothing was sent, and your draft is as it was. Try again; if it fails again, tell whoever looks after this installation: its log says what it was."]);
        }
    }

    static async Task PlayAsync(RehearsalPage page, RehearsalRequest request, string contentFolder, TimeProvider time, CancellationToken cancellation)
    {
        using var ends = new CancellationTokenSource(Longest, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, ends.Token);
        var days = Channel.CreateUnbounded<DateOnly>();
        var playing = Task.Run(() => PlayAsync(request, contentFolder, days.Writer, limit.Token), CancellationToken.None);
        DateOnly? reached = null;
        try
        {
            await foreach (var day in days.Reader.ReadAllAsync(CancellationToken.None))
            {
                if ((day.Year, day.Month) != (reached?.Year, reached?.Month))
                    await page.TellAsync($"Playing {day.ToString("MMMM yyyy", CultureInfo.InvariantCulture)} …");
                reached = day;
            }

            var played = await playing;
            await (played.IsDone ? page.ShowAsync(played.Value) : page.RefuseAsync(played.Problems.Select(problem => problem.Value)));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            await page.RefuseAsync([$"It took longer than {Longest.TotalMinutes:0} minutes and was stopped{Where(reached)}. Look there for steps that lead back to one another, or try again when the machine is less busy."]);
        }
        catch (Exception stopped) when (stopped is InvalidOperationException or DefinitionMissingException)
        {
            await page.RefuseAsync([$"It could not go on{Where(reached)}: {stopped.Message}"]);
        }
        finally
        {
            await limit.CancelAsync();
        }
    }

    static string Where(DateOnly? reached) => reached is { } day ? $" on {day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}" : "";

    static async Task<Outcome<RehearsalCalendar>> PlayAsync(RehearsalRequest request, string contentFolder, ChannelWriter<DateOnly> days, CancellationToken cancellation)
    {
        try
        {
            return await Rehearsal.PlayAsync(request, contentFolder, new Told(days), cancellation);
        }
        finally
        {
            days.Complete();
            Room.Release();
        }
    }

    [LoggerMessage(5001, LogLevel.Error, "The rehearsal of {DefinitionId} failed.")]
    static partial void LogFailed(ILogger logger, Exception exception, string definitionId);

    internal sealed record Wish
    {
        /// <summary>The definition whose draft is played.</summary>
        public required string Id { get; init; }

        /// <summary>The first day.</summary>
        public required DateOnly Start { get; init; }

        /// <summary>The pace.</summary>
        public required Profile Profile { get; init; }

        /// <summary>"drafts" where words that are not published yet are to be tried too.</summary>
        public string? Words { get; init; }
    }

    sealed class Told(ChannelWriter<DateOnly> days) : IProgress<DateOnly>
    {
        public void Report(DateOnly value) => days.TryWrite(value);
    }
}
