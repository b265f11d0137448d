/**
 * A Bot Framework to talk to: a connector with the rules of Teams, and a signer of tokens. Imports neither the adapter nor
 * its cards, so that it can contradict them. Go next to {@link dev.opspilot.adapters.teams.testkit.FakeConnector}.
 */
@NullMarked
package dev.opspilot.adapters.teams.testkit;

import org.jspecify.annotations.NullMarked;
