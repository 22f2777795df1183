package org.pantau;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pantau.access.Access;
import org.pantau.access.AccessSettings;
import org.pantau.database.Database;

/** {@code pantau admin reset-password [NAME]}: a new made-up password, printed once. */
final class AdminCommand {

    private AdminCommand() {}

    static int run(List<String> words, PrintStream out, PrintStream complaints) {
        Arguments arguments = new Arguments(words, Set.of("data", "database"), System.getenv());
        List<String> rest = arguments.rest();
        if (!arguments.mistakes().isEmpty()
                || rest.isEmpty()
                || rest.size() > 2
                || !rest.get(0).equals("reset-password")) {
            arguments.mistakes().forEach(complaints::println);
            complaints.print(Main.usage());
            return Main.EXIT_USAGE;
        }
        String username = rest.size() == 2 ? rest.get(1) : Access.ADMIN;
        Vertx vertx = Main.vertx();
        try {
            Optional<String> password = Blocking.await(
                    Database.start(vertx, arguments.database()).compose(database -> reset(vertx, database, username)));
            if (password.isEmpty()) {
                complaints.println("no account '" + username + "'");
                return Main.EXIT_FAILED;
            }
            out.println(username + " / " + password.get());
            return 0;
        } catch (Blocking.FailedException e) {
            complaints.println(Main.reason(e.getCause()));
            return Main.EXIT_FAILED;
        } finally {
            Main.closeQuietly(vertx);
        }
    }

    private static Future<Optional<String>> reset(Vertx vertx, Database database, String username) {
        return database.migrate()
                .compose(done -> Access.start(vertx, database.pool(), AccessSettings.DEFAULT, InstantSource.system()))
                .compose(access -> access.resetPassword(username))
                .eventually(database::close);
    }
}
