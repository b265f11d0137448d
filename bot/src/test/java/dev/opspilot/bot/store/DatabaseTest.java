package dev.opspilot.bot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://u:s3cret@127.0.0.1:1/db",
                "jdbc:postgresql://u:s3cret@127.0.0.1/db",
                "jdbc:postgresql://127.0.0.1:1/db?user=u&password=s3cret"
            })
    void oneThatCannotBeOpenedIsOneLineWithoutTheSecret(String url) {
        assertThatThrownBy(() -> Database.open(url))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("OPSPILOT_DATABASE_URL")
                .satisfies(failure -> {
                    assertThat(failure.getMessage()).hasLineCount(1);
                    StringWriter all = new StringWriter();
                    failure.printStackTrace(new PrintWriter(all));
                    assertThat(all.toString()).doesNotContain("s3cret");
                });
    }

    @Test
    void openedAsItIsNothingIsMadeInIt() throws Exception {
        String url = TestDatabase.empty();

        assertThatThrownBy(() -> Database.openAsIs(url))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The database has no tables of OpsPilot.");

        try (Connection connection = DriverManager.getConnection(url);
                ResultSet tables = connection.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
            assertThat(tables.next()).isFalse();
        }
    }

    @Test
    void openedAsItIsTheReceiptsCanBeVerified() {
        String url = TestDatabase.empty();
        Database.open(url).close();

        try (Database database = Database.openAsIs(url)) {
            assertThat(new Audit(database).verify().sessions()).isZero();
        }
    }
}
