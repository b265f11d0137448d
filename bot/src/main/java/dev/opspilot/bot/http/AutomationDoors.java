package dev.opspilot.bot.http;

import dev.opspilot.bot.mesh.Automations;
import dev.opspilot.bot.mesh.DryRun;
import dev.opspilot.rituals.schedule.ScheduleStore;

/** What the API needs of the automation mesh. */
public record AutomationDoors(Automations automations, DryRun dryRun, ScheduleStore schedules) {}
