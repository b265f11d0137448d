/**
 * Where monitoring systems bring their alerts: who may, what their bodies mean, and which incident each alert belongs
 * to. Imports {@code rituals} and {@code bot.config}. Go next to {@code AlertIntake} of the sessions, which takes them.
 */
@NullMarked
package dev.opspilot.bot.hooks;

import org.jspecify.annotations.NullMarked;
