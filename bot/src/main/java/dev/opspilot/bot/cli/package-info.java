/**
 * The command line: one class a command, each of them thin. Imports the rooms it starts. Start at
 * {@link dev.opspilot.bot.cli.CommandLineRoot}.
 */
@NullMarked
package dev.opspilot.bot.cli;

import org.jspecify.annotations.NullMarked;
