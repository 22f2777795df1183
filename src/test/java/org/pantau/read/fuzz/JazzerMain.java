package org.pantau.read.fuzz;

/** What Jazzer calls in a process of its own; the system property {@code pantau.fuzz} names the target. */
public final class JazzerMain {

    private static final FuzzTarget TARGET = FuzzTarget.valueOf(System.getProperty("pantau.fuzz", "JSON"));

    private JazzerMain() {}

    /** Loads and instruments what reading needs, which else would count as the time of the first body. */
    public static void fuzzerInitialize() {
        TARGET.read(TARGET.seed());
    }

    public static void fuzzerTestOneInput(byte[] data) {
        TARGET.read(data);
    }
}
