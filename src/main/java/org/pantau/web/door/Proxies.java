package org.pantau.web.door;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pantau.access.Network;

/**
 * Proxies that are believed about whom they speak for. What anybody else says in {@code x-forwarded-for} or
 * {@code x-forwarded-proto} changes nothing.
 */
public record Proxies(List<Network> trusted) {

    /** Only proxies on this machine. */
    public static final Proxies THIS_MACHINE = new Proxies(Stream.of("127.0.0.0/8", "::1")
            .flatMap(each -> Network.parse(each).stream())
            .toList());

    public Proxies {
        trusted = List.copyOf(trusted);
    }

    /** Whether a proxy of this address is believed; null is none. */
    public boolean trusts(@Nullable String address) {
        return address != null
                && Network.address(address)
                        .filter(inet -> trusted.stream().anyMatch(network -> network.contains(inet)))
                        .isPresent();
    }

    /** Where a request comes from. */
    public Whence whence(HttpServerRequest request) {
        String direct = Objects.requireNonNullElse(request.remoteAddress().hostAddress(), "");
        boolean believed = trusts(direct);
        List<String> hops = values(request, "x-forwarded-for");
        List<String> schemes = values(request, "x-forwarded-proto");
        boolean overTls = believed
                && !schemes.isEmpty()
                && schemes.get(schemes.size() - 1).equalsIgnoreCase("https");
        boolean loopback =
                Network.address(direct).filter(InetAddress::isLoopbackAddress).isPresent();
        return new Whence(
                believed ? client(direct, hops) : direct, request.isSSL() || overTls, hops.isEmpty() && loopback);
    }

    /** The last hop that is not a proxy of ours: what stands before it anybody may have written. */
    private String client(String direct, List<String> hops) {
        String client = direct;
        for (int i = hops.size() - 1; i >= 0; i--) {
            Optional<InetAddress> hop = Network.address(withoutPort(hops.get(i)));
            if (hop.isEmpty()) {
                return client;
            }
            client = hop.get().getHostAddress();
            if (!trusts(client)) {
                return client;
            }
        }
        return client;
    }

    /** Some proxies write {@code 192.0.2.1:40000} or {@code [2001:db8::1]:40000}. */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            return end < 0 ? hop : hop.substring(1, end);
        }
        int colon = hop.indexOf(':');
        return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }

    private static List<String> values(HttpServerRequest request, String header) {
        return request.headers().getAll(header).stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
