package dev.opspilot.adapters.slack.install;

import java.util.regex.Pattern;

/** Where the app is installed. */
public sealed interface Tenant {

    /** Slack's id of it. */
    String id();

    /**
     * A workspace.
     *
     * @param id as in {@code T012AB3C4}
     */
    record Team(String id) implements Tenant {
        private static final Pattern ID = Pattern.compile("[A-DF-Z][A-Z0-9]{0,31}");

        /** @throws IllegalArgumentException if it is no id of a team; that of an enterprise is none */
        public Team {
            if (!isId(id)) {
                throw new IllegalArgumentException("no id of a team: " + id);
            }
        }

        /** Whether a text can be the id of a team. */
        public static boolean isId(String text) {
            return ID.matcher(text).matches();
        }
    }

    /**
     * A whole organisation of Enterprise Grid, all its workspaces at once.
     *
     * @param id as in {@code E012AB3C4}
     */
    record Org(String id) implements Tenant {
        private static final Pattern ID = Pattern.compile("E[A-Z0-9]{0,31}");

        /** @throws IllegalArgumentException if it is no id of an enterprise */
        public Org {
            if (!isId(id)) {
                throw new IllegalArgumentException("no id of an enterprise: " + id);
            }
        }

        /** Whether a text can be the id of an enterprise. */
        public static boolean isId(String text) {
            return ID.matcher(text).matches();
        }
    }
}
