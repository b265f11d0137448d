/**
 * The web page: a session as JSON, and the page that draws it. Imports the rituals and Jackson.
 */
@NullMarked
package dev.opspilot.adapters.console;

import org.jspecify.annotations.NullMarked;
