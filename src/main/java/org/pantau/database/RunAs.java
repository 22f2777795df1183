package org.pantau.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * As whom PostgreSQL runs, which refuses to be root: as ourselves; or, where we are root, as an unprivileged user of its
 * own, else inside a user namespace.
 *
 * @param prefix put before every command
 * @param owner user id the cluster's files must belong to; null where they stay ours
 */
record RunAs(List<String> prefix, @Nullable Integer owner) {

    /** First user id outside the ranges that distributions and systemd hand out. */
    private static final int FIRST_FREE_UID = 60_600;

    private static final int LAST_FREE_UID = 60_999;
    private static final int NOBODY = 65_534;

    /** @throws DatabaseException when we are root and no way of not being it works */
    static RunAs choose(Path postgres) throws IOException, InterruptedException {
        if (!root()) {
            return new RunAs(List.of(), null);
        }
        RunAs namespace = new RunAs(List.of("unshare", "-U"), 0);
        for (RunAs way : List.of(user(freeUid()), namespace)) {
            if (way.works(postgres)) {
                return way;
            }
        }
        throw new DatabaseException(
                "PostgreSQL refuses to run as root, and neither 'setpriv' nor 'unshare -U' can start "
                        + postgres
                        + ": run Pantau as another user, or put --data in a folder that every user may enter, "
                        + "or give an external server with --database");
    }

    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** For the program that creates a cluster, which, unlike the server, insists on a user that has a name. */
    RunAs named() throws IOException {
        return owner == null || owner == 0 ? this : user(nobody());
    }

    /** Asks the program for its version: proves that it can be reached and started that way. */
    private boolean works(Path postgres) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command(List.of(postgres.toString(), "--version")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            // The program that changes the user is not installed: the next way is tried.
            return false;
        }
    }

    private static boolean root() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self)
                ? Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"))
                : "root".equals(System.getProperty("user.name"));
    }

    private static RunAs user(int uid) {
        return new RunAs(
                List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups", "--inh-caps=-all"), uid);
    }

    private static int freeUid() throws IOException {
        List<String> taken = accounts();
        for (int uid = FIRST_FREE_UID; uid <= LAST_FREE_UID; uid++) {
            String field = ":" + uid + ":";
            if (taken.stream().noneMatch(line -> line.contains(field))) {
                return uid;
            }
        }
        throw new DatabaseException("no free user id between " + FIRST_FREE_UID + " and " + LAST_FREE_UID);
    }

    private static int nobody() throws IOException {
        return accounts().stream()
                .filter(line -> line.matches("nobody:[^:]*:\\d{1,9}:.*"))
                .map(line -> Integer.parseInt(line.split(":", -1)[2]))
                .findFirst()
                .orElse(NOBODY);
    }

    private static List<String> accounts() throws IOException {
        Path accounts = Path.of("/etc/passwd");
        return Files.isReadable(accounts) ? Files.readAllLines(accounts) : List.of();
    }
}
