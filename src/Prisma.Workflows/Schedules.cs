using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Prisma.Workflows.Concerns;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Gatherings;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Pathways;
using Prisma.Workflows.Pathways.Changes;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Privacy;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Runtime.Calls;
using Prisma.Workflows.Runtime.Triggers;
using Prisma.Workflows.Runtime.Watch;
using Prisma.Workflows.Tensions;
using Prisma.Workflows.Wordings;
using Quartz;

namespace Prisma.Workflows;

/// <summary>All recurring work, in one list. Quartz only wakes; what is due stands in our own rows (design.md §5.3).</summary>
public static class Schedules
{
    static readonly TimeSpan Often = TimeSpan.FromSeconds(5);

    /// <summary>Who starts Prisma waits for its first page: recurring work takes the processor from it only then.</summary>
    static readonly TimeSpan AfterTheFirstPage = TimeSpan.FromSeconds(2);

    /// <summary>How often timers are asked for: what is due waits for this long at most, and for its turn.</summary>
    public static TimeSpan TimersEvery { get; } = TimeSpan.FromSeconds(2);

    /// <summary>How many due timers are woken at the same time.</summary>
    public const int TimersAtOnce = 8;

    public static IServiceCollection AddSchedules(this IServiceCollection services)
    {
        services.AddQuartz(quartz =>
        {
            quartz.Every<WakeTimers>(TimersEvery);
            quartz.Every<WakeTriggers>(Often);
            quartz.Every<WakeCalls>(Often);
            quartz.Every<WakeLadders>(Often);
            quartz.Every<WakeChanges>(Often);
            quartz.Every<WakeOutbox>(Often);
            quartz.Every<WakeWords>(Often);
            quartz.Every<WakeRescue>(TimeSpan.FromMinutes(1));
            quartz.Every<WakeGatherings>(TimeSpan.FromMinutes(1));
            quartz.Every<WakeConcerns>(TimeSpan.FromMinutes(10));
            quartz.Every<WakeWatch>(TimeSpan.FromMinutes(10));
            quartz.Every<WakeSeats>(TimeSpan.FromHours(1));
            quartz.Every<WakeOpenCalls>(TimeSpan.FromHours(1));
            quartz.Every<WakeReviews>(TimeSpan.FromHours(1));
            quartz.Every<WakePrune>(TimeSpan.FromHours(1));
        });
        services.AddQuartzHostedService(hosted =>
        {
            hosted.WaitForJobsToComplete = true;
            hosted.StartDelay = AfterTheFirstPage;
        });
        services.AddHostedService<Nudge>();
        return services;
    }

    static void Every<TJob>(this IQuartzBuilder quartz, TimeSpan interval)
        where TJob : IJob =>
        quartz.ScheduleJob<TJob>(
            trigger => trigger.WithIdentity(typeof(TJob).Name).StartNow().WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever()),
            job => job.WithIdentity(typeof(TJob).Name));

    /// <summary>Free seats that somebody waits for.</summary>
    [DisallowConcurrentExecution]
    sealed class WakeSeats(OfferFreeSeats seats, ILogger<WakeSeats> logger) : Recurring(logger)
    {
        protected override Task WorkAsync(CancellationToken cancellation) => seats.ExecuteAsync(cancellation);
    }

    /// <summary>Who was at gatherings, once it counts.</summary>
    [DisallowConcurrentExecution]
    sealed class WakeGatherings(CountAttendance attendance, ILogger<WakeGatherings> logger) : Recurring(logger)
    {
        protected override Task WorkAsync(CancellationToken cancellation) => attendance.ExecuteAsync(cancellation);
    }

    /// <summary>Calls for participants: those that more have answered than can be read with care, those that have a week left, and those that brought too few.</summary>
    [DisallowConcurrentExecution]
    sealed class WakeOpenCalls(CloseCallsEarly early, TellOfCallsAgain again, WarnOfTooFew few, ILogger<WakeOpenCalls> logger) : Recurring(logger)
    {
        protected override async Task WorkAsync(CancellationToken cancellation)
        {
            await early.ExecuteAsync(cancellation);
            await again.ExecuteAsync(cancellation);
            await few.ExecuteAsync(cancellation);
        }
    }

    /// <summary>Agreements whose review date has come.</summary>
    [DisallowConcurrentExecution]
    sealed class WakeReviews(AskForReviews reviews, ILogger<WakeReviews> logger) : Recurring(logger)
    {
        protected override Task WorkAsync(CancellationToken cancellation) => reviews.ExecuteAsync(cancellation);
    }

    /// <summary>Due timers of instances.</summary>
    [DisallowConcurrentExecution]
    sealed class WakeTimers(ResumeDueTimers timers, ILogger<WakeTimers> logger) : Recurring(logger)
    {
        protected override Task WorkAsync(CancellationToken cancellation) => timers.ExecuteAsync(TimersAtOnce, cancellation);
    }

    /// <summary>Definitions that start by themselves.</summary>
    [DisallowConcurrentExecution]
    sealed class WakeTriggers(StartDueTriggers triggers, ILogger<WakeTriggers> logger) : Recurring(logger)
    {
        protected override Task WorkAsync(CancellationToken cancellation) => triggers.ExecuteAsync(cancellation);
    }

    /// <summary>Calls that workflows ask for.</summary>
    [DisallowConcurrentExecution]
    sealed class WakeCalls(DeliverCalls calls, ILogger<WakeCalls> logger) : Recurring(logger)
    {
        protected override Task WorkAsync(CancellationToken cancellation) => calls.ExecuteAsync(cancellation);
    }

    /// <summary>Reminders, tasks for people, and what silence does.</summary>
    [DisallowConcurrentExecution]
    sealed class WakeLadders(ClimbLadders ladders, ILogger<WakeLadders> logger) : Recurring(logger)
    {
        protected override Task WorkAsync(CancellationToken cancellation) => ladders.ExecuteAsync(cancellation);
    }

    /// <summary>Events that move, rest or will not take place.</summary>
    [DisallowConcurrentExecution]
    sealed class WakeChanges(ApplyChanges changes, ILogger<WakeChanges> logger) : Recurring(logger)
    {
        protected override Task WorkAsync(CancellationToken cancellation) => changes.ExecuteAsync(cancellation);
    }

    /// <summary>Mails that are owed.</summary>
    [DisallowConcurrentExecution]
    sealed class WakeOutbox(DeliverOutbox outbox, ILogger<WakeOutbox> logger) : Recurring(logger)
    {
        protected override Task WorkAsync(CancellationToken cancellation) => outbox.ExecuteAsync(cancellation);
    }

    /// <summary>Words that were published, here or on another node.</summary>
    [DisallowConcurrentExecution]
    sealed class WakeWords(Operations operations, ILogger<WakeWords> logger) : Recurring(logger)
    {
        protected override Task WorkAsync(CancellationToken cancellation) => operations.ReadAsync<PublishedWords, int>(words => words.ListenAsync(cancellation));
    }

    /// <summary>Mails and calls whose sender died in the middle.</summary>
    [DisallowConcurrentExecution]
    sealed class WakeRescue(Operations operations, RescueCalls calls, ILogger<WakeRescue> logger) : Recurring(logger)
    {
        protected override async Task WorkAsync(CancellationToken cancellation)
        {
            await operations.RunAsync<RescueOutbox, int>(rescue => rescue.ExecuteAsync(cancellation), cancellation);
            await calls.ExecuteAsync(cancellation);
        }
    }

    /// <summary>A look at whether everything that runs has something to wake it.</summary>
    [DisallowConcurrentExecution]
    sealed class WakeWatch(FindStuck watch, ILogger<WakeWatch> logger) : Recurring(logger)
    {
        protected override Task WorkAsync(CancellationToken cancellation) => watch.ExecuteAsync(cancellation);
    }

    /// <summary>Concerns that nobody has opened, and tensions that nobody has answered.</summary>
    [DisallowConcurrentExecution]
    sealed class WakeConcerns(Operations operations, ILogger<WakeConcerns> logger) : Recurring(logger)
    {
        protected override async Task WorkAsync(CancellationToken cancellation)
        {
            await operations.RunAsync<WatchConcerns>(watch => watch.ExecuteAsync(cancellation), cancellation);
            await operations.RunAsync<WatchTensions>(watch => watch.ExecuteAsync(cancellation), cancellation);
        }
    }

    /// <summary>Drafts, codes, links and applications that have had their time, and what people wish to be forgotten.</summary>
    [DisallowConcurrentExecution]
    sealed class WakePrune(Prune prune, ForgetDue forget, ILogger<WakePrune> logger) : Recurring(logger)
    {
        protected override async Task WorkAsync(CancellationToken cancellation)
        {
            await prune.ExecuteAsync(cancellation);
            await forget.ExecuteAsync(cancellation);
        }
    }

    /// <summary>Runs the outbox or the calls right after a commit that made one due, so that nobody waits for the next tick.</summary>
    sealed class Nudge(AfterCommit commits, ISchedulerFactory schedulers) : Microsoft.Extensions.Hosting.IHostedService
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
            {
                _ = WakeAsync(nameof(WakeOutbox));
            }

            if (errands.Calls)
            {
                _ = WakeAsync(nameof(WakeCalls));
            }
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
