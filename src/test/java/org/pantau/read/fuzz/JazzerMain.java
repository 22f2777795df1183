package org.pantau.read.fuzz;

/** What Jazzer calls in a process of its own; the system property {@code pantau.fuzz} names the target. */
public final class JazzerMain {

    private static final FuzzTarget TARGET = FuzzTarget.valueOf(System.getProperty("pantau.fuzz", "JSON"));

    private JazzerMain() {}

    public static void fuzzerTestOneInput(byte[] data) {
        TARGET.read(data);
    }
}
