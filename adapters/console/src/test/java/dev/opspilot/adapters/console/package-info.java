/** Tests of what a session looks like as JSON, and of the page that reads it. */
@NullMarked
package dev.opspilot.adapters.console;

import org.jspecify.annotations.NullMarked;
