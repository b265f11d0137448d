package dev.opspilot.bot.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Quartz runs: one round, on one node of the cluster at a time. */
@DisallowConcurrentExecution
final class RoundJob implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(RoundJob.class);

    private final Runnable round;

    RoundJob(Runnable round) {
        this.round = round;
    }

    @Override
    public void execute(JobExecutionContext context) {
        try {
            round.run();
        } catch (RuntimeException e) {
            LOG.warn("A round of the scheduler failed; the next makes up for it", e);
        }
    }
}
