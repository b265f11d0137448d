/**
 * Language models as minds: what they are told, how their stream is read, and how their failures are named. Owns
 * langchain4j, and imports {@code config} and the rituals' {@code mind}. Start at {@link
 * dev.opspilot.bot.minds.LanguageMinds}; go next to {@code ClaimCheck} in the rituals, which believes none of it unproven.
 */
@NullMarked
package dev.opspilot.bot.minds;

import org.jspecify.annotations.NullMarked;
