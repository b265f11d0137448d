package dev.opspilot.rituals.session;

final class MemorySessionStoreTest extends SessionStoreContract {
    private final MemorySessionStore store = new MemorySessionStore();

    @Override
    protected SessionStore store() {
        return store;
    }

    @Override
    protected void silence(NodeId node) {
        store.silence(node);
    }
}
