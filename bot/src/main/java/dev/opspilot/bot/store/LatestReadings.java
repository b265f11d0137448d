package dev.opspilot.bot.store;

import dev.opspilot.rituals.receipt.Receipt;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The last receipt of each source, of whichever session. Thread-safe. */
public final class LatestReadings {
    private final Sql sql;

    public LatestReadings(Database database) {
        this.sql = new Sql(database.jdbi());
    }

    /** By the name of the server; a server that was never asked is absent. */
    public Map<String, Receipt> of(List<String> servers) {
        List<Receipt> latest = sql.with(handle -> handle.createQuery("""
                        select latest.* from unnest(:servers::text[]) as server(name)
                        cross join lateral (select * from receipt where split_part(tool, '/', 1) = server.name
                                            order by asked_at desc limit 1) latest
                        """)
                .bindArray("servers", String.class, servers)
                .map((row, context) -> new ReceiptRow().map(row, context).receipt())
                .list());
        return latest.stream()
                .collect(Collectors.toMap(
                        receipt -> receipt.tool().split("/", 2)[0], Function.identity(), (one, _) -> one));
    }
}
