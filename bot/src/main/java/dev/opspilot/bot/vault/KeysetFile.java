package dev.opspilot.bot.vault;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** The keyset in the home folder, for the eyes of its owner alone. */
public record KeysetFile(Path path) {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> OWNER_ENTERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    public static KeysetFile in(Path home) {
        return new KeysetFile(home.toAbsolutePath().normalize().resolve("keyset.json"));
    }

    public boolean exists() {
        return Files.exists(path);
    }

    /** Whether somebody but its owner may read or write it; false where a file system cannot tell. */
    public boolean isOpenToOthers() throws IOException {
        return posix() && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path));
    }

    /** What stands in it, written first where nothing does. Whoever comes second at the same time reads the first's. */
    String readOrCreate(Supplier<String> make) throws IOException {
        if (!exists()) {
            create(make.get());
        }
        return Files.readString(path);
    }

    /** The file appears with all its contents, or not at all. */
    private void create(String contents) throws IOException {
        Path folder = path.getParent();
        Files.createDirectories(folder, with(OWNER_ENTERS));
        Path draft = Files.createTempFile(folder, "keyset", ".tmp", with(OWNER_ONLY));
        try {
            Files.writeString(draft, contents);
            Files.createLink(path, draft);
        } catch (FileAlreadyExistsException another) {
            // it is read instead
        } catch (UnsupportedOperationException noLinks) {
            Files.copy(draft, path);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private FileAttribute<?>[] with(Set<PosixFilePermission> permissions) {
        return posix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private boolean posix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
