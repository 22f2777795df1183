package org.pantau.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an embedded server's folder looks like from outside, with nothing changed or started.
 *
 * @param major version of PostgreSQL that wrote it; 0 where there is no database
 * @param brought version of PostgreSQL that this Pantau would use
 * @param held whether a Pantau runs on it
 * @param stalePid whether a file names a server that is not there
 * @param open files that others than their owner may read or write, though they should not
 * @param unreadable files that we may not read
 * @param keptClusters folders of older servers that an upgrade set aside
 * @param upgradeUnfinished whether an upgrade was begun and not ended
 */
public record FolderState(
        int major,
        int brought,
        boolean held,
        boolean stalePid,
        List<Path> open,
        List<Path> unreadable,
        List<Path> keptClusters,
        boolean upgradeUnfinished) {

    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    public FolderState {
        open = List.copyOf(open);
        unreadable = List.copyOf(unreadable);
        keptClusters = List.copyOf(keptClusters);
    }

    /** Looks at the server under a data folder. */
    public static FolderState of(Path dataFolder) throws IOException {
        Path home = EmbeddedPostgres.home(dataFolder);
        Path cluster = home.resolve(Cluster.FOLDER);
        if (!Files.isDirectory(home)) {
            return new FolderState(0, Binaries.BROUGHT_MAJOR, false, false, List.of(), List.of(), List.of(), false);
        }
        List<Path> unreadable = new ArrayList<>();
        List<Path> open = new ArrayList<>();
        for (Path each : List.of(home.resolve("password"), cluster)) {
            if (!Files.isReadable(each) && Files.exists(each)) {
                unreadable.add(each);
            } else if (Files.exists(each)
                    && Files.getPosixFilePermissions(each).stream().anyMatch(OF_OTHERS::contains)) {
                open.add(each);
            }
        }
        boolean readable = unreadable.isEmpty();
        boolean stale = readable
                && Files.exists(cluster.resolve("postmaster.pid"))
                && LeftServer.on(cluster).isEmpty();
        return new FolderState(
                readable ? Cluster.major(home) : 0,
                Binaries.BROUGHT_MAJOR,
                held(home),
                stale,
                open,
                unreadable,
                ClusterUpgrade.kept(home),
                Files.exists(home.resolve("upgrade")));
    }

    private static boolean held(Path home) throws IOException {
        Path file = home.resolve("lock");
        if (!Files.isWritable(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }
}
