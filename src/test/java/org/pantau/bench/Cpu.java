package org.pantau.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** CPU time and memory of this process and of the servers it started, as Linux counts them. */
final class Cpu {

    private static final double MICROS_PER_TICK = 10_000;
    private static final long PAGE_BYTES = 4_096;

    private Cpu() {}

    /** Microseconds of CPU used so far by this JVM and the PostgreSQL processes below it. */
    static double oursMicros() {
        return jvmMicros() + postgresMicros();
    }

    static double jvmMicros() {
        return micros(ProcessHandle.current().pid());
    }

    static double postgresMicros() {
        return postgres().mapToDouble(Cpu::micros).sum();
    }

    /** Resident bytes of this JVM and, without counting its shared memory twice, of PostgreSQL. */
    static long residentBytes() {
        return resident(ProcessHandle.current().pid(), false)
                + postgres().mapToLong(pid -> resident(pid, true)).sum();
    }

    private static Stream<Long> postgres() {
        Predicate<ProcessHandle> isPostgres = process -> program(process.pid()).matches("(.*/)?postgres(:.*)?");
        return ProcessHandle.current().descendants().filter(isPostgres).map(ProcessHandle::pid);
    }

    /** Its name alone: the class paths of processes that stand for endpoints and viewers name PostgreSQL too. */
    private static String program(long pid) {
        try {
            String commandLine = Files.readString(Path.of("/proc/" + pid + "/cmdline"));
            int end = commandLine.indexOf('\0');
            return end < 0 ? commandLine : commandLine.substring(0, end);
        } catch (IOException gone) {
            return "";
        }
    }

    static double micros(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            // utime, stime, and those of children that ended (cutime, cstime): fields 14 to 17 of proc(5).
            double ticks = 0;
            for (int i = 11; i <= 14; i++) {
                ticks += Double.parseDouble(fields[i]);
            }
            return ticks * MICROS_PER_TICK;
        } catch (IOException gone) {
            return 0;
        }
    }

    private static long resident(long pid, boolean privateOnly) {
        try {
            String[] pages =
                    Files.readString(Path.of("/proc/" + pid + "/statm")).split(" ", -1);
            long resident = Long.parseLong(pages[1]);
            long shared = Long.parseLong(pages[2]);
            return (privateOnly ? resident - shared : resident) * PAGE_BYTES;
        } catch (IOException gone) {
            return 0;
        }
    }
}
