package dev.opspilot.bot.doctor;

import dev.opspilot.bot.vault.KeysetFile;
import dev.opspilot.rituals.checkup.Check;
import dev.opspilot.rituals.checkup.Checkup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at the home folder: whether it can be written, has room, and keeps its secrets. */
public final class HomeCheckup implements Checkup {
    private static final String AREA = "Home";
    private static final long ROOM = 1L << 30;

    private final Path home;

    public HomeCheckup(Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    @Override
    public String area() {
        return AREA;
    }

    @Override
    public List<Check> run() {
        Path nearest = home;
        while (!Files.exists(nearest) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        List<Check> checks = new ArrayList<>();
        checks.add(
                Files.isDirectory(nearest) && Files.isWritable(nearest)
                        ? Check.ok(AREA, "folder", home.toString())
                        : Check.fail(
                                AREA,
                                "folder",
                                home + " cannot be written",
                                "Set OPSPILOT_HOME to a folder that OpsPilot's user owns."));
        try {
            long free = Files.getFileStore(nearest).getUsableSpace();
            String found = (free >> 20) + " MiB free";
            checks.add(
                    free >= ROOM
                            ? Check.ok(AREA, "disk", found)
                            : Check.warn(AREA, "disk", found, "Make room, or set OPSPILOT_HOME to another disk."));
            KeysetFile keyset = KeysetFile.in(home);
            if (keyset.exists()) {
                checks.add(
                        keyset.isOpenToOthers()
                                ? Check.fail(
                                        AREA,
                                        "keyset",
                                        keyset.path() + " can be read by others",
                                        "Run chmod 600 " + keyset.path() + ".")
                                : Check.ok(AREA, "keyset", "for its owner alone"));
            }
        } catch (IOException e) {
            checks.add(Check.warn(AREA, "disk", "cannot be looked at", "See that OPSPILOT_HOME is on a mounted disk."));
        }
        return checks;
    }
}
