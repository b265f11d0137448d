package dev.opspilot.bot.instruments;

import java.util.List;
import java.util.Objects;

/** How the way to one configured server is. */
public record ServerHealth(String server, State state) {
    public ServerHealth {
        Objects.requireNonNull(server);
        Objects.requireNonNull(state);
    }

    /** What is known of it. */
    public sealed interface State {

        /** Nobody has asked it anything yet. */
        record NotAsked() implements State {}

        /**
         * It answered when last asked.
         *
         * @param tools names of the tools that it was seen to offer; empty until they were listed
         */
        record Ok(List<String> tools) implements State {
            public Ok {
                tools = List.copyOf(tools);
            }
        }

        /**
         * It did not answer when last asked, or it lacks a tool that is bound.
         *
         * @param reason one sentence
         */
        record Failed(String reason) implements State {
            public Failed {
                Objects.requireNonNull(reason);
            }
        }
    }

    public boolean isOk() {
        return state instanceof State.Ok;
    }
}
