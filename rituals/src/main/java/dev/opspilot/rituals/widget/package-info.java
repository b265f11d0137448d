/**
 * The sealed set of things a ritual can show; every surface draws each of them. Imports {@code receipt} only. Go
 * next to an adapter's renderer, which switches over {@link dev.opspilot.rituals.widget.Widget}.
 */
@NullMarked
package dev.opspilot.rituals.widget;

import org.jspecify.annotations.NullMarked;
