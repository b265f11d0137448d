/**
 * The manifests that install OpsPilot into Slack and Teams, made for a given public URL. Imports Jackson only.
 */
@NullMarked
package dev.opspilot.manifests;

import org.jspecify.annotations.NullMarked;
