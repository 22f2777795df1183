package org.pantau.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs under the data folder: those this Pantau brings for this platform, unpacked once, and those an
 * earlier one left there.
 *
 * @param folder with {@code bin}, {@code lib} and {@code share}
 * @param major of the version, such as 18
 */
record Binaries(Path folder, int major) {

    /** Of the archive that is a dependency of Pantau's; a test compares it with what the programs say of themselves. */
    static final int BROUGHT_MAJOR = 18;

    private static final int BUFFER = 1 << 16;
    private static final Pattern VERSION = Pattern.compile("PostgreSQL\\) (\\d+)");
    private static final int VERSION_SECONDS = 10;

    /**
     * The programs that {@code archive} holds. Their folder appears whole or not at all: a start that is killed while
     * unpacking leaves only a temporary folder, which the next start removes.
     */
    static Binaries unpacked(Path home, URL archive) throws IOException, InterruptedException {
        Path folder = home.resolve("bin-" + fingerprint(archive));
        if (!Files.isDirectory(folder)) {
            Path partial = home.resolve("unpacking");
            Folders.delete(partial);
            unpack(archive, partial);
            Files.move(partial, folder);
        }
        return new Binaries(folder, version(folder));
    }

    /** Programs of another version that are already under {@code home}; empty where there are none. */
    static Optional<Binaries> left(Path home, int major) throws IOException, InterruptedException {
        for (Path folder : folders(home)) {
            if (version(folder) == major) {
                return Optional.of(new Binaries(folder, major));
            }
        }
        return Optional.empty();
    }

    /** Removes all programs under {@code home} but these. */
    void removeOthers(Path home) throws IOException {
        for (Path other : folders(home)) {
            if (!other.equals(folder)) {
                Folders.delete(other);
            }
        }
    }

    /** One of the programs: {@code postgres}, {@code initdb}, {@code pg_ctl}. */
    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /**
     * The archive this Pantau brings.
     *
     * @throws DatabaseException where there is none for this machine
     */
    static URL archive() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String system = os.contains("mac") ? "darwin" : os.contains("linux") ? "linux" : os;
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        List<String> names = arch.equals("aarch64") || arch.equals("arm64")
                ? List.of("arm_64", "arm64v8", "aarch64")
                : List.of("x86_64", "amd64");
        for (String name : names) {
            URL url = Binaries.class.getResource("/postgres-" + system + "-" + name + ".txz");
            if (url != null) {
                return url;
            }
        }
        throw new DatabaseException("no embedded PostgreSQL for " + system + " on " + arch
                + ": give an external server with --database postgresql://user:password@host:port/database");
    }

    /** Changes whenever the archive does, so that another version gets its own folder. */
    private static String fingerprint(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        if (connection instanceof JarURLConnection jar) {
            return Long.toHexString(jar.getJarEntry().getCrc());
        }
        return Long.toHexString(connection.getContentLengthLong());
    }

    private static void unpack(URL archive, Path target) throws IOException {
        Files.createDirectories(target);
        try (InputStream raw = archive.openStream();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(raw, BUFFER)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (needed(entry.getName())) {
                    place(tar, entry, target);
                }
            }
        }
    }

    private static boolean needed(String name) {
        return !name.startsWith("include/") && !name.endsWith(".a") && !name.contains("/pgxs/");
    }

    private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new DatabaseException("the PostgreSQL archive names a file outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(parent(path));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        boolean program = (entry.getMode() & 0b001_000_000) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static Path parent(Path path) {
        @Nullable Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static List<Path> folders(Path home) throws IOException {
        try (Stream<Path> list = Files.list(home)) {
            return list.filter(path -> path.getFileName().toString().startsWith("bin-"))
                    .toList();
        }
    }

    /** What the server says of itself, which it does for root too; 0 where it says nothing. */
    private static int version(Path folder) throws IOException, InterruptedException {
        Path server = folder.resolve("bin/postgres");
        if (!Files.isExecutable(server)) {
            return 0;
        }
        Process process = new ProcessBuilder(server.toString(), "--version")
                .redirectErrorStream(true)
                .start();
        Matcher said = VERSION.matcher(new String(process.getInputStream().readAllBytes(), UTF_8));
        if (!process.waitFor(VERSION_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return said.find() ? Integer.parseInt(said.group(1)) : 0;
    }
}
