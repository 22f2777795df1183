package org.pantau;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads the command line and starts what it names. */
public final class Main {

    /** Exit status for a command line that names nothing we know, or settings that do not hold. */
    static final int EXIT_USAGE = 2;

    static final int EXIT_FAILED = 1;
    private static final long STOP_WITHIN_SECONDS = 25;
    private static final String LOG = "log";

    private Main() {}

    /** Runs the command named by the first argument; the rest are its own. */
    public static void main(String[] arguments) {
        int status = start(List.of(arguments), System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Returns the exit status of the command; {@code run} returns when everything has started. */
    static int start(List<String> arguments, PrintStream complaints) {
        String command = arguments.isEmpty() ? "" : arguments.get(0);
        List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
        return switch (command) {
            case "run" -> run(rest, complaints);
            case "admin" -> AdminCommand.run(rest, System.out, complaints);
            case "backup" -> BackupCommand.backup(rest, System.out, complaints);
            case "restore" -> BackupCommand.restore(rest, System.out, complaints);
            case "doctor" -> DoctorCommand.run(rest, System.out, complaints);
            case "check" -> CheckCommand.run(rest, System.out, complaints);
            default -> {
                if (!command.isEmpty()) {
                    complaints.println("pantau knows no command '" + command + "'");
                }
                complaints.print(usage());
                yield EXIT_USAGE;
            }
        };
    }

    private static int run(List<String> words, PrintStream complaints) {
        // Before anything else: logback.xml reads it when the first library asks for a log.
        new Arguments(words, Knob.options(), System.getenv())
                .option(LOG)
                .ifPresent(kind -> System.setProperty(Knob.environment(LOG), kind));
        Settings.Outcome outcome = Settings.read(words, System.getenv());
        if (outcome.settings().isEmpty()) {
            outcome.mistakes().forEach(complaints::println);
            complaints.print(usage());
            return EXIT_USAGE;
        }
        Settings settings = outcome.settings().get();
        Vertx vertx = vertx();
        Promise<Server.Running> started = Promise.promise();
        vertx.runOnContext(
                ingest -> Server.start(vertx, settings, InstantSource.system()).onComplete(started));
        Server.Running now;
        try {
            now = Blocking.await(started.future());
        } catch (Blocking.FailedException e) {
            complaints.println(reason(e.getCause()));
            closeQuietly(vertx);
            return EXIT_FAILED;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx, now.server()), "pantau-stop"));
        // Beside JSON there is no place for sentences.
        Greeting.print(settings.logsJson() ? System.err : System.out, settings, now);
        return 0;
    }

    static Vertx vertx() {
        // Files come from the class path; nothing is unpacked to a temporary folder that a cleaner may empty.
        return Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(true)));
    }

    private static void stop(Vertx vertx, Server server) {
        CountDownLatch stopped = new CountDownLatch(1);
        vertx.runOnContext(any -> server.stop().onComplete(done -> stopped.countDown()));
        awaitQuietly(stopped, STOP_WITHIN_SECONDS);
    }

    static void closeQuietly(Vertx vertx) {
        CountDownLatch closed = new CountDownLatch(1);
        vertx.close().onComplete(done -> closed.countDown());
        awaitQuietly(closed, STOP_WITHIN_SECONDS);
    }

    static void awaitQuietly(CountDownLatch latch, long seconds) {
        try {
            boolean unused = latch.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What to tell a person: our own messages say what to do, anything else its kind and message. */
    static String reason(@Nullable Throwable fault) {
        if (fault == null) {
            return "pantau: did not start";
        }
        String message = fault.getMessage();
        return message == null ? "pantau: " + fault.getClass().getSimpleName() : message;
    }

    static String usage() {
        return """
                usage: pantau <command> [options]

                  run     start everything: page, API and polling
                %s
                  check   PATH [--feed ID] [--keep new | all]: check a catalogue, read kept answers again, poll each feed
                          once and say what is wrong; --keep keeps redacted answers in fixtures/ beside the catalogue
                          --vendor URL [--key env:NAME | file:PATH]: certify a vendor's endpoint after examples/vendor
                  check   LIST.csv|.xlsx|.txt [--government CODE] [--catalogue PATH] [--write FILE.yaml]: check a list of
                          addresses (agency, service, address) line by line, ask each once; --write keeps it as a catalogue
                  backup  [FILE] [--verify] [--data DIR | --database URL]: copy the whole database into a file, while Pantau
                          runs or not; DIR/backup/pantau-TIME.zip if left out; --verify reads it back and compares
                  restore FILE [--data DIR | --database URL]: into a database without data; goes on where it was interrupted
                  doctor  [--data DIR | --database URL]: examine machine, data folder and database, change nothing, say what
                          to do; fails where something must be put right
                  admin   reset-password [NAME] [--data DIR | --database URL]
                """.formatted(Knob.usage());
    }
}
