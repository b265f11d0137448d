package dev.opspilot.bot.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
    @TempDir
    Path home;

    @Test
    void whatIsSealedIsOpenedForTheSamePurposeOnly() throws Exception {
        Vault vault = Vault.ofHome(home);
        byte[] sealed = vault.seal("xoxb-s3cret", "slack/team/T1");

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("s3cret");
        assertThat(vault.open(sealed, "slack/team/T1")).isEqualTo("xoxb-s3cret");
        assertThat(Vault.ofHome(home).open(sealed, "slack/team/T1")).isEqualTo("xoxb-s3cret");
        assertThatThrownBy(() -> vault.open(sealed, "slack/team/T2")).isInstanceOf(SealBrokenException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> vault.open(sealed, "slack/team/T1")).isInstanceOf(SealBrokenException.class);
    }

    @Test
    void theKeysetIsForItsOwnerAlone() throws Exception {
        Path fresh = home.resolve("new/home");
        Vault.ofHome(fresh);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh.resolve("keyset.json"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
                .isEqualTo("rwx------");
        assertThat(KeysetFile.in(fresh).isOpenToOthers()).isFalse();
        Files.setPosixFilePermissions(fresh.resolve("keyset.json"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(KeysetFile.in(fresh).isOpenToOthers()).isTrue();
        try (var files = Files.list(fresh)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whoeverComesFirstMakesTheKeysetAndAllUseIt() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Vault>> starts = IntStream.range(0, 16)
                    .<Callable<Vault>>mapToObj(_ -> () -> Vault.ofHome(home))
                    .toList();
            byte[] sealed = Vault.ofHome(home).seal("secret", "x");
            for (var start : threads.invokeAll(starts)) {
                assertThat(start.get().open(sealed, "x")).isEqualTo("secret");
            }
        }
    }

    @Test
    void aKeysetCanBeGivenAndABadOneIsNotQuoted() throws Exception {
        byte[] sealed = Vault.ofHome(home).seal("secret", "x");
        String keyset = Files.readString(home.resolve("keyset.json"));

        assertThat(Vault.ofKeyset(keyset).open(sealed, "x")).isEqualTo("secret");
        assertThatThrownBy(() -> Vault.ofKeyset("{\"key\":\"s3cret\"}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("OPSPILOT_KEYSET is not a keyset")
                .hasNoCause()
                .hasMessageNotContaining("s3cret");
    }
}
