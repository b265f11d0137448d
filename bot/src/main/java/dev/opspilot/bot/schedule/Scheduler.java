package dev.opspilot.bot.schedule;

import dev.opspilot.rituals.schedule.Alarm;
import dev.opspilot.rituals.schedule.ScheduleStore;
import dev.opspilot.rituals.schedule.Schedules;
import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.Heard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.core.QuartzScheduler;
import org.quartz.core.QuartzSchedulerResources;
import org.quartz.impl.DefaultThreadExecutor;
import org.quartz.impl.StdJobRunShellFactory;
import org.quartz.impl.StdScheduler;
import org.quartz.simpl.CascadingClassLoadHelper;
import org.quartz.simpl.SimpleThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the cluster by Quartz when something is due, and at least each {@link #BEAT}. Thread-safe.
 *
 * <p>Quartz's triggers say only when to look; what is due is decided by {@link Round}. So a trigger too many does no harm,
 * and one too few is made up for by the next beat.
 */
public final class Scheduler implements Alarm, AutoCloseable {
    /** How long at most until the cluster looks at what is due. */
    static final Duration BEAT = Duration.ofMinutes(1);

    /** How long at most until a node sees a trigger that another has set. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    private static final Duration DATABASE_AWAY = Duration.ofSeconds(5);
    private static final String NAME = "opspilot";
    private static final int THREADS = 2;
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

    private final org.quartz.Scheduler quartz;
    private final JobDetail job = JobBuilder.newJob(RoundJob.class)
            .withIdentity("round")
            .storeDurably()
            .requestRecovery()
            .build();
    private final InstantSource clock;

    private Scheduler(org.quartz.Scheduler quartz, InstantSource clock) {
        this.quartz = quartz;
        this.clock = clock;
    }

    /**
     * A scheduler that wakes nobody before {@link #start}.
     *
     * @throws IllegalStateException if Quartz cannot use the database
     */
    public static Scheduler on(DataSource connections, InstantSource clock) {
        try {
            return new Scheduler(quartz(connections), clock);
        } catch (SchedulerException e) {
            throw new IllegalStateException("The scheduler cannot use the database: " + e.getMessage(), e);
        }
    }

    /** As Quartz's own factory does, but kept in no static registry: several may live in one process. */
    private static org.quartz.Scheduler quartz(DataSource connections) throws SchedulerException {
        String node = UUID.randomUUID().toString();
        SimpleThreadPool threads = new SimpleThreadPool(THREADS, Thread.NORM_PRIORITY);
        threads.setInstanceName(NAME);
        threads.setMakeThreadsDaemons(true);
        threads.initialize();
        StdJobRunShellFactory shells = new StdJobRunShellFactory();
        QuartzSchedulerResources parts = new QuartzSchedulerResources();
        parts.setName(NAME);
        parts.setInstanceId(node);
        parts.setMakeSchedulerThreadDaemon(true);
        parts.setJobRunShellFactory(shells);
        parts.setThreadPool(threads);
        parts.setThreadExecutor(new DefaultThreadExecutor());
        parts.setMaxBatchSize(1);
        PooledJobStore store = PooledJobStore.on(connections);
        store.setInstanceName(NAME);
        store.setInstanceId(node);
        parts.setJobStore(store);
        QuartzScheduler core = new QuartzScheduler(parts, IDLE.toMillis(), DATABASE_AWAY.toMillis());
        CascadingClassLoadHelper classes = new CascadingClassLoadHelper();
        classes.initialize();
        store.initialize(classes, core.getSchedulerSignaler());
        org.quartz.Scheduler scheduler = new StdScheduler(core);
        shells.initialize(scheduler);
        core.initialize();
        return scheduler;
    }

    /**
     * Begins to look at what is due.
     *
     * @param listener is handed what was kept in the inbox, to act on it at once if it can
     */
    public void start(ScheduleStore store, Schedules schedules, Consumer<Heard> listener, List<ChatSurface> surfaces) {
        Round round = new Round(store, schedules, listener, surfaces, clock);
        start(() -> round.run(this));
    }

    void start(Runnable round) {
        try {
            quartz.setJobFactory((_, _) -> new RoundJob(round));
            quartz.addJob(job, true);
            add(TriggerBuilder.newTrigger()
                    .withIdentity("beat")
                    .withSchedule(SimpleScheduleBuilder.simpleSchedule()
                            .withIntervalInMilliseconds(BEAT.toMillis())
                            .repeatForever()
                            .withMisfireHandlingInstructionNowWithExistingCount()));
            quartz.start();
            ringAt(clock.instant());
        } catch (SchedulerException e) {
            throw new IllegalStateException("The scheduler does not start: " + e.getMessage(), e);
        }
    }

    @Override
    public void ringAt(Instant time) {
        Duration ahead = Duration.between(clock.instant(), time);
        if (ahead.compareTo(BEAT) > 0) {
            return; // a beat comes first, and looks further
        }
        boolean now = !ahead.isPositive();
        // A trigger of the same name would be refused while the round that it began still runs.
        String name = now ? "now/" + UUID.randomUUID() : "at/" + time.toEpochMilli();
        // Quartz goes by the system's clock, whatever the injected one shows.
        try {
            add(TriggerBuilder.newTrigger()
                    .withIdentity(name)
                    .startAt(Date.from(now ? Instant.now() : Instant.now().plus(ahead)))
                    .withSchedule(SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionFireNow()));
        } catch (SchedulerException e) {
            LOG.warn("The alarm could not be set; the next beat makes up for it", e);
        }
    }

    private void add(TriggerBuilder<? extends Trigger> trigger) throws SchedulerException {
        try {
            var _ = quartz.scheduleJob(trigger.forJob(job).build());
        } catch (ObjectAlreadyExistsException e) {
            LOG.debug("It rings at that time already", e);
        }
    }

    /** Stops, and waits for a round that is under way. */
    @Override
    public void close() {
        try {
            quartz.shutdown(true);
        } catch (SchedulerException e) {
            LOG.warn("The scheduler did not stop cleanly", e);
        }
    }
}
