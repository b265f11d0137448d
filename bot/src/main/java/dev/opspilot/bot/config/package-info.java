/**
 * What the person who runs OpsPilot wrote down, read into records and refused with a reason when it is wrong. Imports
 * the rituals' words only. Start at {@link dev.opspilot.bot.config.OpsPilotYml}; go next to {@code instruments}, which
 * connects what stands here.
 */
@NullMarked
package dev.opspilot.bot.config;

import org.jspecify.annotations.NullMarked;
