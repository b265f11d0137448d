package dev.opspilot.adapters.slack.install;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** SHA-256 in the spellings that the web wants. */
final class Digests {
    private Digests() {}

    static String base64OfSha256(String text) {
        return Base64.getEncoder().encodeToString(sha256(text));
    }

    /** As PKCE's challenge is written (RFC 7636, 4.2). */
    static String base64UrlOfSha256(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(text));
    }

    static boolean same(String one, String other) {
        return MessageDigest.isEqual(sha256(one), sha256(other));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
