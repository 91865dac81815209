using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Bundles;
using Prisma.Workflows.Concerns;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Gatherings;
using Prisma.Workflows.Health;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Pathways;
using Prisma.Workflows.Pathways.Changes;
using Prisma.Workflows.Pathways.Changes.Unsaid;
using Prisma.Workflows.Pathways.Runs;
using Prisma.Workflows.Persistence.Sqlite;
using Prisma.Workflows.Privacy;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Runtime.Calls;
using Prisma.Workflows.Runtime.Triggers;
using Prisma.Workflows.Runtime.Watch;
using Prisma.Workflows.Tensions;
using Prisma.Workflows.Wordings;
using Quartz;
using Work = System.Func<System.IServiceProvider, System.Threading.CancellationToken, System.Threading.Tasks.Task>;

namespace Prisma.Workflows;

/// <summary>All recurring work, in one list. Quartz only wakes; what is due stands in our own rows (design.md §5.3).</summary>
public static class Schedules
{
    /// <summary>Of the scheduler: one without a name could have no clock of its own.</summary>
    const string Name = "Prisma";

    const string Outbox = "Outbox", Calls = "Calls";

    /// <summary>The look at all that is watched; what it finds is written each time, so it knows whether anything can be.</summary>
    internal const string Health = "Health";

    /// <summary>How many due timers are woken at the same time.</summary>
    public const int TimersAtOnce = 8;

    static readonly TimeSpan Often = TimeSpan.FromSeconds(5), EveryMinute = TimeSpan.FromMinutes(1), EveryTenMinutes = TimeSpan.FromMinutes(10), EveryHour = TimeSpan.FromHours(1);

    /// <summary>Who starts Prisma waits for its first page: recurring work takes the processor from it only then.</summary>
    static readonly TimeSpan AfterTheFirstPage = TimeSpan.FromSeconds(2);

    /// <summary>How often timers are asked for: what is due waits for this long at most, and for its turn.</summary>
    public static TimeSpan TimersEvery { get; } = TimeSpan.FromSeconds(2);

    /// <summary>What is done again and again, by its name: how often, and what, one after the other.</summary>
    internal static IReadOnlyDictionary<string, (TimeSpan Every, Work[] Works)> All { get; } = new Dictionary<string, (TimeSpan, Work[])>
    {
        ["Timers"] = (TimersEvery, [Do<ResumeDueTimers>((timers, stop) => timers.ExecuteAsync(TimersAtOnce, stop))]),
        ["Triggers"] = (Often, [Do<StartDueTriggers>((triggers, stop) => triggers.ExecuteAsync(stop))]),
        [Calls] = (Often, [Do<DeliverCalls>((calls, stop) => calls.ExecuteAsync(stop))]),
        ["Ladders"] = (Often, [Do<ClimbLadders>((ladders, stop) => ladders.ExecuteAsync(stop))]),
        ["Changes of events"] = (Often, [Do<ApplyChanges>((changes, stop) => changes.ExecuteAsync(stop))]),
        [Outbox] = (Often, [Do<DeliverOutbox>((outbox, stop) => outbox.ExecuteAsync(stop))]),

        // Words that were published, here or on another node.
        ["Words"] = (Often, [Do<Operations>((operations, stop) => operations.ReadAsync<PublishedWords, int>(words => words.ListenAsync(stop)))]),

        // Mails and calls whose sender died in the middle.
        ["Rescue"] = (EveryMinute, [
            Do<Operations>((operations, stop) => operations.RunAsync<RescueOutbox, int>(rescue => rescue.ExecuteAsync(stop), stop)),
            Do<RescueCalls>((calls, stop) => calls.ExecuteAsync(stop))]),
        ["Rests"] = (EveryMinute, [Do<EndRests>((rests, stop) => rests.ExecuteAsync(stop))]),
        ["Attendance"] = (EveryMinute, [Do<CountAttendance>((attendance, stop) => attendance.ExecuteAsync(stop))]),

        // What nobody has opened or answered.
        ["Concerns and tensions"] = (EveryTenMinutes, [
            Do<Operations>((operations, stop) => operations.RunAsync<WatchConcerns>(watch => watch.ExecuteAsync(stop), stop)),
            Do<Operations>((operations, stop) => operations.RunAsync<WatchTensions>(watch => watch.ExecuteAsync(stop), stop))]),

        // Whether everything that runs has something to wake it, has heard what its event reached, and waits for nobody who is gone.
        ["Watch"] = (EveryTenMinutes, [
            Do<FindStuck>((watch, stop) => watch.ExecuteAsync(stop)),
            Do<HearMissed>((missed, stop) => missed.ExecuteAsync(stop)),
            Do<AskOthers>((others, stop) => others.ExecuteAsync(stop))]),
        [Health] = (EveryTenMinutes, [Do<WatchHealth>((watch, stop) => watch.ExecuteAsync(stop))]),
        ["Free seats"] = (EveryHour, [Do<OfferFreeSeats>((seats, stop) => seats.ExecuteAsync(stop))]),

        // Calls for participants that more have answered than can be read with care, that have a week left, and that brought too few.
        ["Calls for participants"] = (EveryHour, [
            Do<CloseCallsEarly>((early, stop) => early.ExecuteAsync(stop)),
            Do<TellOfCallsAgain>((again, stop) => again.ExecuteAsync(stop)),
            Do<WarnOfTooFew>((few, stop) => few.ExecuteAsync(stop))]),
        ["Days that passed"] = (EveryHour, [Do<AskAfterTheDays>((after, stop) => after.ExecuteAsync(stop))]),
        ["Gatherings"] = (EveryHour, [Do<RemindAgain>((reminders, stop) => reminders.ExecuteAsync(stop))]),
        ["Reviews of agreements"] = (EveryHour, [Do<AskForReviews>((reviews, stop) => reviews.ExecuteAsync(stop))]),

        // The first look of a day in UTC makes it.
        ["Nightly copy"] = (EveryHour, [Do<NightlyCopy>((copy, stop) => copy.ExecuteAsync(stop))]),

        // Copies of what is shipped and adopted that were read before the last adoption.
        ["Copies of content"] = (EveryHour, [Do<ContentShelf>((shelf, _) => Task.Run(shelf.ClearCopies, CancellationToken.None))]),

        // Drafts, codes, links, mails, applications and agreements that have had their time, and what people wish to be forgotten.
        ["Prune"] = (EveryHour, [
            Do<Prune>((prune, stop) => prune.ExecuteAsync(stop)),
            Do<PruneFiles>((prune, stop) => prune.ExecuteAsync(stop)),
            Do<ForgetDue>((forget, stop) => forget.ExecuteAsync(stop)),
            Do<ForgetDecided>((forget, stop) => forget.ExecuteAsync(stop))]),
    };

    public static IServiceCollection AddSchedules(this IServiceCollection services)
    {
        services.AddKeyedSingleton<TimeProvider>(Name, (provider, _) => new SteadyClock(provider.GetRequiredService<TimeProvider>()));
        services.AddQuartz(Name, quartz =>
        {
            foreach (var (name, (every, _)) in All)
            {
                quartz.ScheduleJob<Recurring>(
                    trigger => trigger.WithIdentity(name).StartNow().WithSimpleSchedule(schedule => schedule.WithInterval(every).RepeatForever()),
                    job => job.WithIdentity(name));
            }
        });
        services.AddQuartzHostedService(hosted =>
        {
            hosted.WaitForJobsToComplete = true;
            hosted.StartDelay = AfterTheFirstPage;
        });
        services.AddHostedService<Nudge>();
        return services;
    }

    static Work Do<T>(Func<T, CancellationToken, Task> work)
        where T : notnull =>
        (services, stop) => work(services.GetRequiredService<T>(), stop);

    /// <summary>Runs the outbox or the calls right after a commit that made one due, so that nobody waits for the next tick.</summary>
    sealed class Nudge(AfterCommit commits, [FromKeyedServices(Name)] ISchedulerFactory schedulers) : Microsoft.Extensions.Hosting.IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            commits.Committed += OnCommitted;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            commits.Committed -= OnCommitted;
            return Task.CompletedTask;
        }

        void OnCommitted(Errands errands)
        {
            if (errands.Mails)
                _ = WakeAsync(Outbox);
            if (errands.Calls)
                _ = WakeAsync(Calls);
        }

        async Task WakeAsync(string job)
        {
            try
            {
                var scheduler = await schedulers.GetScheduler();
                await scheduler.TriggerJob(new JobKey(job));
            }
            catch (SchedulerException)
            {
                // Shutting down: the next start finds what is due.
            }
        }
    }
}
