/**
 * The automation mesh: which workflows there are, what begins them, and what people can order about them. Imports the
 * rituals, {@code bot.config} and {@code bot.store}; the steps of a run are decided in {@code rituals.session}. Go next to
 * {@link dev.opspilot.bot.mesh.Automations}.
 */
@NullMarked
package dev.opspilot.bot.mesh;

import org.jspecify.annotations.NullMarked;
