package org.pantau.database;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Whole folders: removed, or given to another user. */
final class Folders {

    private Folders() {}

    /** Removes a folder and all it holds; nothing where it does not exist. */
    static void delete(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            walk(folder, Files::delete);
        }
    }

    /** Makes {@code uid} the owner of a folder and all it holds, where it is not yet; only root may. */
    static void own(Path folder, int uid) throws IOException {
        if (!Integer.valueOf(uid).equals(Files.getAttribute(folder, "unix:uid"))) {
            walk(folder, path -> {
                Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", uid, LinkOption.NOFOLLOW_LINKS);
            });
        }
    }

    /** Bytes of all files below, as they are on the disk now; files that vanish meanwhile count nothing. */
    static long bytes(Path folder) throws IOException {
        LongAdder bytes = new LongAdder();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes.add(attributes.size());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes.sum();
    }

    private interface Step {
        void take(Path path) throws IOException;
    }

    /** Children before their folder, so that an interrupted walk is repeated whole. */
    private static void walk(Path folder, Step step) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                step.take(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                step.take(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
