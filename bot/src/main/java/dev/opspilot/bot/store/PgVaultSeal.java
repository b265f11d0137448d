package dev.opspilot.bot.store;

import dev.opspilot.bot.vault.SealBrokenException;
import dev.opspilot.bot.vault.Vault;

/** Finds out at the start, not at the first secret, that a node has another keyset than the others. */
public final class PgVaultSeal {
    private static final String PURPOSE = "opspilot/vault-seal";

    private PgVaultSeal() {}

    /** @throws IllegalStateException if what is stored was sealed with another keyset, saying what to do */
    public static void check(Database database, Vault vault) {
        byte[] stored = database.jdbi().withHandle(handle -> {
            handle.createUpdate("insert into vault_seal (sealed) values (:sealed) on conflict do nothing")
                    .bind("sealed", vault.seal("OpsPilot", PURPOSE))
                    .execute();
            return handle.createQuery("select sealed from vault_seal")
                    .mapTo(byte[].class)
                    .one();
        });
        try {
            vault.open(stored, PURPOSE);
        } catch (SealBrokenException e) {
            throw new IllegalStateException(
                    "The secrets in the database were encrypted with another keyset. Give every node the same one: copy"
                            + " keyset.json from the OPSPILOT_HOME of the first node, or set OPSPILOT_KEYSET to its"
                            + " contents.");
        }
    }
}
