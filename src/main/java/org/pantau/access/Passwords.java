package org.pantau.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id with the parameters OWASP gives as a minimum (19 MiB, 2 passes, 1 lane; Password Storage Cheat Sheet). Runs on
 * its own worker: one check takes tens of milliseconds.
 */
final class Passwords {

    private static final Argon2Function ARGON2 = Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final WorkerExecutor worker;
    /** Checked against for unknown names, so that they take as long as known ones. */
    private final Future<String> nobody;

    Passwords(WorkerExecutor worker) {
        this.worker = worker;
        this.nobody = hash(madeUp());
    }

    Future<String> hash(String password) {
        return worker.executeBlocking(() -> hashNow(password), false);
    }

    /** False for a wrong password and for an account without one. */
    Future<Boolean> matches(String password, @Nullable String hash) {
        return nobody.compose(decoy -> worker.executeBlocking(
                () -> {
                    boolean right = Password.check(password, hash == null ? decoy : hash)
                            .with(ARGON2);
                    return right && hash != null;
                },
                false));
    }

    /** 120 random bits, easy to type. */
    static String madeUp() {
        byte[] bytes = new byte[15];
        RANDOM.nextBytes(bytes);
        return HexFormat.ofDelimiter("-").formatHex(bytes).replaceAll("(..)-(..)-(..)", "$1$2$3");
    }

    private static String hashNow(String password) {
        return Password.hash(password).addRandomSalt(16).with(ARGON2).getResult();
    }
}
