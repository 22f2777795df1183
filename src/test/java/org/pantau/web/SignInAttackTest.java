package org.pantau.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pantau.access.Appointment;
import org.pantau.access.Capacity;
import org.pantau.access.Grant;
import org.pantau.access.Role;
import org.pantau.measure.ScopePath;

/** Ten thousand wrong passwords for one account, while its owner and others log in from elsewhere. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SignInAttackTest {

    private static final int GUESSES = 10_000;
    private static final int AT_ONCE = 64;
    private static final String FORWARDED = "x-forwarded-for";
    private static final String HOME = "198.51.100.7";

    private static Edge edge;
    private static HttpClient attackers;

    @BeforeAll
    static void start() {
        edge = Edge.demo();
        attackers = edge.vertx.createHttpClient(
                new HttpClientOptions(),
                new PoolOptions().setHttp1MaxSize(AT_ONCE).setMaxWaitQueueSize(-1));
    }

    @AfterAll
    static void stop() {
        done(attackers.close());
        edge.close();
    }

    @Test
    void manyAddressesShouldNeitherLockOutTheOwnerNorMakeOthersWait() {
        assertThat(logIn("admin", Edge.PASSWORD, HOME).status()).isEqualTo(201);
        String other = other();
        Flood flood = new Flood(GUESSES, i -> "10." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256);

        int meanwhile = 0;
        do {
            assertThat(logIn("admin", Edge.PASSWORD, HOME).status())
                    .as("the owner at home")
                    .isEqualTo(201);
            assertThat(logIn("lain", other, "203.0.113." + meanwhile).status())
                    .as("somebody else")
                    .isEqualTo(201);
            meanwhile += flood.over.isComplete() ? 0 : 1;
        } while (!flood.over.isComplete() && meanwhile < 5);
        assertThat(meanwhile).as("while the guesses came").isPositive();
        Edge.until(() -> logIn("admin", Edge.PASSWORD, "203.0.113.99").status() == 201);

        flood.end();
        assertThat(flood.statuses.keySet()).isSubsetOf(401, 503);
        assertThat(flood.statuses.get(503)).as("not even looked at").isPositive();
        assertThat(logIn("admin", Edge.PASSWORD, "203.0.113.100").status()).isEqualTo(201);
    }

    @Test
    void fewAddressesShouldGetFewGuesses() {
        Flood flood = new Flood(GUESSES / 4, i -> "192.0.2." + i % 20);

        Edge.until(() -> logIn("admin", Edge.PASSWORD, "203.0.113.101").status() == 201);
        flood.end();

        assertThat(flood.statuses.keySet()).isSubsetOf(401, 429, 503);
        assertThat(flood.statuses.get(401)).as("six of each address").isLessThanOrEqualTo(6 * 20);
        Reply held = logIn("admin", Edge.PASSWORD, "192.0.2.1");
        assertThat(held.status()).isIn(201, 429);
        assertThat(logIn("admin", Edge.PASSWORD, "203.0.113.102").status()).isEqualTo(201);
    }

    @Test
    void oneSubscriberOfIpv6ShouldBeOne() {
        for (int i = 0; i < 6; i++) {
            logIn("admin", "wrong", "2001:db8:0:7::" + i).isProblem(401);
        }

        logIn("admin", Edge.PASSWORD, "2001:db8:0:7::9").isProblem(429);
        assertThat(logIn("admin", Edge.PASSWORD, "2001:db8:0:8::9").status()).isEqualTo(201);
    }

    @Test
    void knownUnknownDisabledAndPasswordlessShouldLookAlike() {
        Appointment role =
                new Appointment(new Grant(Role.LEADER, ScopePath.of("33.08")), Capacity.DEFINITIVE, null, null, "");
        String password = await(edge.access.create("nonaktif", "N", ScopePath.of("33"), List.of(role), "admin"))
                .orElseThrow();
        assertThat(logIn("nonaktif", password, "192.0.2.204").status()).isEqualTo(201);
        done(edge.access.people().change("nonaktif", 1, "N", true));

        JsonObject wrong = logIn("admin", "wrong", "192.0.2.201").problem(401);
        assertThat(logIn("nobody", "wrong", "192.0.2.202").problem(401)).isEqualTo(wrong);
        assertThat(logIn("bupati", "wrong", "192.0.2.203").problem(401)).isEqualTo(wrong);
        assertThat(logIn("nonaktif", password, "192.0.2.204").problem(401)).isEqualTo(wrong);
    }

    private static String other() {
        Appointment role =
                new Appointment(new Grant(Role.LEADER, ScopePath.of("33.08")), Capacity.DEFINITIVE, null, null, "");
        return await(edge.access.create("lain", "Lain", ScopePath.of("33"), List.of(role), "admin"))
                .orElseThrow();
    }

    private static Reply logIn(String username, String password, String from) {
        return edge.logIn(username, password, FORWARDED, from);
    }

    /** Wrong passwords for the administrator, as many under way as connections. */
    private static final class Flood {

        final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
        final Future<Void> over;
        private final AtomicInteger asked = new AtomicInteger();
        private final IntFunction<String> numberToAddress;

        private final int guesses;

        Flood(int guesses, IntFunction<String> numberToAddress) {
            this.guesses = guesses;
            this.numberToAddress = numberToAddress;
            over = Future.all(
                            IntStream.range(0, AT_ONCE).mapToObj(any -> next()).toList())
                    .mapEmpty();
        }

        private Future<Void> next() {
            int number = asked.getAndIncrement();
            if (number >= guesses) {
                return Future.succeededFuture();
            }
            Buffer body = new JsonObject()
                    .put("username", "admin")
                    .put("password", "guess " + number)
                    .toBuffer();
            return attackers
                    .request(HttpMethod.POST, edge.port(), "127.0.0.1", "/api/v1/session")
                    .compose(request -> request.putHeader("content-type", "application/json")
                            .putHeader(FORWARDED, numberToAddress.apply(number))
                            .send(body))
                    .compose(Flood::read)
                    .compose(status -> {
                        statuses.merge(status, 1, Integer::sum);
                        return next();
                    });
        }

        private static Future<Integer> read(HttpClientResponse response) {
            return response.body().map(any -> response.statusCode());
        }

        void end() {
            over.toCompletionStage().toCompletableFuture().join();
            assertThat(statuses.values().stream().mapToInt(n -> n).sum()).isEqualTo(guesses);
        }
    }
}
