package org.pantau.realinput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Java of this machine, for servers that do not run on every one. */
public final class Jdk {

    private static final Path DEBIANS = Path.of("/usr/lib/jvm");
    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

    private Jdk() {}

    /** The home of ours where it is no newer than a version, else of another one that is. */
    public static Path noNewerThan(int version) throws IOException {
        Path ours = Path.of(System.getProperty("java.home"));
        if (Runtime.version().feature() <= version) {
            return ours;
        }
        try (Stream<Path> installed = Files.isDirectory(DEBIANS) ? Files.list(DEBIANS) : Stream.empty()) {
            List<Path> homes = installed
                    .filter(home -> Files.isExecutable(home.resolve(Path.of("bin", "java"))))
                    .filter(home -> feature(home) <= version)
                    .sorted()
                    .toList();
            if (homes.isEmpty()) {
                throw new AssertionError("needs a Java no newer than " + version
                        + ": apt-get install --no-install-recommends openjdk-17-jdk-headless");
            }
            return homes.get(0);
        }
    }

    private static int feature(Path home) {
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            return version.find() ? Integer.parseInt(version.group(1)) : Integer.MAX_VALUE;
        } catch (IOException e) {
            return Integer.MAX_VALUE;
        }
    }
}
