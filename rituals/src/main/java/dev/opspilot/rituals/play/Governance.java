package dev.opspilot.rituals.play;

/** Where the rules stand that govern acts, the same for every node. Thread-safe. */
public interface Governance {

    /** Somebody is asked about everything. */
    Governance ASKING = new Governance() {
        @Override
        public Rules now() {
            return Rules.ASKING;
        }

        @Override
        public Rules lately() {
            return Rules.ASKING;
        }
    };

    /** The rules as they are, for whoever is about to act; throws when they cannot be read, and then nothing may act. */
    Rules now();

    /** The rules as they were a few seconds ago at most, for whoever shows or decides something. */
    Rules lately();
}
