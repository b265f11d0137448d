/**
 * App Home: its five rooms, and when what somebody sees is published anew. Imports {@code call} and {@code draw}. Start at
 * {@code Home}.
 */
@NullMarked
package dev.opspilot.adapters.slack.home;

import org.jspecify.annotations.NullMarked;
