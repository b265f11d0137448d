/**
 * A fake Slack for tests: it keeps what was posted, refuses what Slack refuses, fails on demand, and signs requests.
 * Imports nothing of OpsPilot, so that a wrong limit in the adapter shows. Go next to {@code FakeSlack}.
 */
@NullMarked
package dev.opspilot.adapters.slack.testkit;

import org.jspecify.annotations.NullMarked;
