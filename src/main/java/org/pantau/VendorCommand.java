package org.pantau;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pantau.measure.value.Answer;
import org.pantau.net.Exchange;
import org.pantau.net.NetSettings;
import org.pantau.net.Outgoing;
import org.pantau.net.OutgoingRequest;
import org.pantau.net.address.AddressPolicy;
import org.pantau.operate.vendor.Endpoint;
import org.pantau.operate.vendor.Finding;
import org.pantau.operate.vendor.VendorCheck;
import org.pantau.poll.Outcomes;
import org.pantau.poll.request.Masking;
import org.pantau.poll.request.Secrets;

/**
 * {@code pantau check --vendor URL [--key env:NAME | file:PATH]}: certifies what a vendor has built after the specification
 * in {@code examples/vendor}.
 */
final class VendorCommand {

    private static final long MOST_BYTES = 1024 * 1024;
    private static final String WRONG_KEY = "bukan-kunci-yang-benar";

    private VendorCommand() {}

    /** Whether these words of {@code check} are for this command. */
    static boolean meant(List<String> words) {
        return words.stream().anyMatch(word -> word.equals("--vendor") || word.startsWith("--vendor="));
    }

    static int run(List<String> words, PrintStream out, PrintStream complaints) {
        return run(words, out, complaints, VendorCheck.LONGEST);
    }

    /** The same with another longest time for an answer. */
    static int run(List<String> words, PrintStream out, PrintStream complaints, Duration longest) {
        Arguments arguments = new Arguments(words, Set.of("vendor", "key"), Map.of());
        Optional<URI> address = arguments.option("vendor").flatMap(VendorCommand::address);
        String key = arguments.option("key").orElse("");
        if (!arguments.mistakes().isEmpty() || !arguments.rest().isEmpty() || address.isEmpty()) {
            arguments.mistakes().forEach(complaints::println);
            if (address.isEmpty()) {
                complaints.println("--vendor: alamat http atau https diharapkan / expected an http or https address");
            }
            complaints.print(Main.usage());
            return Main.EXIT_USAGE;
        }
        if (!key.isEmpty() && !key.startsWith("env:") && !key.startsWith("file:")) {
            complaints.println("--key: env:NAMA atau file:BERKAS, bukan kuncinya sendiri / not the key itself");
            return Main.EXIT_USAGE;
        }
        Optional<String> secret =
                key.isEmpty() ? Optional.of("") : Secrets.ofProcess().find(key);
        if (secret.isEmpty()) {
            complaints.println("--key: " + key + " kosong atau tidak ada / is not set");
            return Main.EXIT_FAILED;
        }
        Vertx vertx = Main.vertx();
        try {
            OverHttp endpoint = new OverHttp(vertx, address.get(), secret.get(), longest);
            return print(Blocking.await(new VendorCheck(endpoint, InstantSource.system()).run()), out);
        } catch (Blocking.FailedException e) {
            complaints.println(Main.reason(e.getCause()));
            return Main.EXIT_FAILED;
        } finally {
            Main.closeQuietly(vertx);
        }
    }

    private static int print(List<Finding> findings, PrintStream out) {
        findings.forEach(finding -> out.println(finding.line()));
        long missing = findings.stream()
                .filter(finding -> finding.kind() == Finding.Kind.MISSING)
                .count();
        out.println(
                missing == 0
                        ? "semua yang wajib terpenuhi / everything required holds"
                        : missing + " hal yang wajib belum terpenuhi / required things are missing");
        return missing == 0 ? 0 : Main.EXIT_FAILED;
    }

    private static Optional<URI> address(String text) {
        try {
            URI uri = URI.create(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean http = scheme.equals("http") || scheme.equals("https");
            return http && uri.getRawAuthority() != null && uri.getRawFragment() == null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** The vendor's endpoint, asked as Pantau asks feeds. */
    private static final class OverHttp implements Endpoint {

        private final Outgoing outgoing;
        private final URI address;
        private final String key;
        private final Duration longest;
        private final Way way;
        private final Masking masking = new Masking();

        OverHttp(Vertx vertx, URI address, String key, Duration longest) {
            this.outgoing = new Outgoing(vertx, NetSettings.defaults(Server.VERSION));
            this.address = address;
            this.key = key;
            this.longest = longest;
            this.way = way(address);
            masking.hide(key);
        }

        @Override
        public Future<Answer> ask(String day, Key which) {
            String separator = address.getRawQuery() == null ? "?" : "&";
            URI asked = URI.create(address + separator + "tanggal=" + URLEncoder.encode(day, StandardCharsets.UTF_8));
            String sent = which == Key.OWN ? key : which == Key.WRONG ? WRONG_KEY : "";
            Map<String, String> headers = sent.isEmpty()
                    ? Map.of("Accept", "application/json")
                    : Map.of("Accept", "application/json", "X-API-Key", sent);
            Instant began = Instant.now();
            return outgoing.send(new OutgoingRequest(
                            "GET",
                            asked,
                            headers,
                            null,
                            longest,
                            longest,
                            MOST_BYTES,
                            false,
                            AddressPolicy.CATALOGUE_FILE,
                            null))
                    .map(exchange -> answer(exchange, began));
        }

        private Answer answer(Exchange exchange, Instant began) {
            return new Answer(
                    Outcomes.of(exchange, masking),
                    exchange.status(),
                    exchange.headers(),
                    exchange.body(),
                    Map.of(),
                    began,
                    exchange.took(),
                    exchange.certificateEnds(),
                    null);
        }

        @Override
        public Way way() {
            return way;
        }

        private static Way way(URI address) {
            if (address.getScheme().equalsIgnoreCase("https")) {
                return Way.HTTPS;
            }
            try {
                return InetAddress.getByName(address.getHost()).isLoopbackAddress() ? Way.LOOPBACK : Way.PLAIN;
            } catch (UnknownHostException unknown) {
                return Way.PLAIN;
            }
        }
    }
}
