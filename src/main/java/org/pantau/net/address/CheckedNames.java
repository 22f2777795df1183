package org.pantau.net.address;

import io.netty.util.NetUtil;
import io.vertx.core.Future;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Resolved names, kept for a minute, each checked against a policy at every use: the address checked is the one
 * connected to, so a name that changes its mind in between gains nothing. Used on one context only.
 */
public final class CheckedNames {

    private static final int MOST_NAMES = 10_000;

    private final NameResolver resolver;
    private final long keepNanos;
    private final LongSupplier nanoTime;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /**
     * @param keep how long a resolved name is used without asking again
     * @param nanoTime as {@link System#nanoTime()}
     */
    public CheckedNames(NameResolver resolver, Duration keep, LongSupplier nanoTime) {
        this.resolver = resolver;
        this.keepNanos = keep.toNanos();
        this.nanoTime = nanoTime;
    }

    /**
     * The address to connect to, if every address of the name is allowed.
     *
     * @return fails with {@link ForbiddenAddressException} when one is not, with the resolver's failure when the name is
     *     unknown
     */
    public Future<InetAddress> resolve(String host, AddressPolicy policy) {
        Optional<InetAddress> literal = literal(host);
        if (literal.isPresent()) {
            return allowed(host, List.of(literal.get()), policy);
        }
        return addresses(host.toLowerCase(Locale.ROOT)).compose(addresses -> allowed(host, addresses, policy));
    }

    private Future<List<InetAddress>> addresses(String host) {
        Known entry = known.get(host);
        if (entry != null && (!entry.addresses.isComplete() || nanoTime.getAsLong() - entry.since < keepNanos)) {
            return entry.addresses;
        }
        if (known.size() >= MOST_NAMES) {
            known.clear();
        }
        Known fresh = new Known(resolver.resolve(host), nanoTime.getAsLong());
        known.put(host, fresh);
        // a name that failed is asked again next time: nothing is known about it
        return fresh.addresses.onFailure(failure -> known.remove(host, fresh));
    }

    private static Future<InetAddress> allowed(String host, List<InetAddress> addresses, AddressPolicy policy) {
        for (InetAddress address : addresses) {
            Optional<String> refusal = policy.refusal(address);
            if (refusal.isPresent()) {
                return Future.failedFuture(new ForbiddenAddressException(
                        host + " is at " + address.getHostAddress() + ", a " + refusal.get()));
            }
        }
        return addresses.isEmpty()
                ? Future.failedFuture(new UnknownHostException(host))
                : Future.succeededFuture(preferred(addresses));
    }

    /** IPv4 first: many hosts here announce an IPv6 address that leads nowhere. */
    private static InetAddress preferred(List<InetAddress> addresses) {
        return addresses.stream()
                .filter(Inet4Address.class::isInstance)
                .findFirst()
                .orElse(addresses.get(0));
    }

    /** An address written as such needs no look-up; anything else, such as {@code 127.1}, goes to the resolver. */
    private static Optional<InetAddress> literal(String host) {
        // Java's own would ask a name server, and wait for it, about what only looks like an address: 999.1.1.1
        return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(host));
    }

    private record Known(Future<List<InetAddress>> addresses, long since) {}
}
