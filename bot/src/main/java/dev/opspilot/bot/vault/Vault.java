package dev.opspilot.bot.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encrypts secrets at rest (AES-256-GCM by Tink). What is sealed is bound to what it is for, so that it cannot be put in
 * another's place. A keyset may hold several keys: the primary one seals, each opens what it sealed. Thread-safe.
 */
public final class Vault {
    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);

    private final Aead aead;

    private Vault(Aead aead) {
        this.aead = aead;
    }

    /**
     * A vault by the keyset of the home folder, which is made on the first use.
     *
     * @throws IllegalStateException if the file cannot be read, written or understood, saying what to do
     */
    public static Vault ofHome(Path home) {
        KeysetFile file = KeysetFile.in(home);
        try {
            boolean isNew = !file.exists();
            String keyset = file.readOrCreate(Vault::newKeyset);
            if (isNew) {
                LOG.info("Made {}: what is stored encrypted cannot be read without it, so keep a copy", file.path());
            } else if (file.isOpenToOthers()) {
                LOG.warn("{} can be read by others: run chmod 600 {}", file.path(), file.path());
            }
            return of(keyset, file.path().toString());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The keyset " + file.path() + " can be neither read nor made ("
                            + e.getClass().getSimpleName()
                            + "). Let OpsPilot's user write OPSPILOT_HOME, or set OPSPILOT_KEYSET.",
                    e);
        }
    }

    /**
     * A vault by a keyset that is given.
     *
     * @param keyset a Tink keyset as JSON, such as {@code keyset.json} holds
     * @throws IllegalStateException if it is none, never quoting it
     */
    public static Vault ofKeyset(String keyset) {
        return of(keyset, "OPSPILOT_KEYSET");
    }

    private static Vault of(String keyset, String where) {
        try {
            AeadConfig.register();
            KeysetHandle handle = TinkJsonProtoKeysetFormat.parseKeyset(
                    keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
            return new Vault(handle.getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException | RuntimeException e) {
            // without the cause, whose message may quote the keyset
            throw new IllegalStateException(
                    where + " is not a keyset of Tink in JSON. Put the copy that you kept back; a new one cannot open"
                            + " what the old one sealed.");
        }
    }

    /** A new keyset with one key, as JSON. */
    static String newKeyset() {
        try {
            AeadConfig.register();
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get()),
                    RegistryConfiguration.get(),
                    InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has AES-GCM", e);
        }
    }

    /**
     * Encrypts.
     *
     * @param purpose what it is for and whose it is; the same is needed to open it
     */
    public byte[] seal(String secret, String purpose) {
        try {
            return aead.encrypt(bytes(secret), bytes(purpose));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret could not be encrypted", e);
        }
    }

    /** Decrypts what was sealed for the same purpose. */
    public String open(byte[] sealed, String purpose) throws SealBrokenException {
        try {
            return new String(aead.decrypt(sealed, bytes(purpose)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new SealBrokenException("What is sealed for " + purpose
                    + " cannot be opened: it was sealed with another keyset, or changed since.");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
