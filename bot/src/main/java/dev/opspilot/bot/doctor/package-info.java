/**
 * Finds out whether OpsPilot can do its work here, and what to do where it cannot. Imports the checkups of the other rooms
 * and lists them once. Start at {@code Doctor}.
 */
@NullMarked
package dev.opspilot.bot.doctor;

import org.jspecify.annotations.NullMarked;
