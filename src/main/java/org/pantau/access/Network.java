package org.pantau.access;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A range of addresses such as {@code 10.20.0.0/16}. Addresses are read as numbers; no name is ever looked up.
 *
 * @param base its first address
 * @param bits how many leading bits all its addresses share
 */
public record Network(InetAddress base, int bits) {

    /** What one subscriber of IPv6 is given at least; within it a guesser has addresses without end. */
    private static final int SUBSCRIBER_BITS = 64;

    /** A range, or one address alone; empty where the text is neither, or names an address inside its range. */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        return address(slash < 0 ? text : text.substring(0, slash)).flatMap(base -> {
            int longest = base.getAddress().length * Byte.SIZE;
            int bits = slash < 0 ? longest : bits(text.substring(slash + 1));
            return bits < 0 || bits > longest
                    ? Optional.empty()
                    : Optional.of(cut(base, bits))
                            .filter(network -> network.base().equals(base));
        });
    }

    /** An address written in numbers; empty where it is not one. */
    public static Optional<InetAddress> address(String text) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        return bytes == null ? Optional.empty() : Optional.of(inet(bytes));
    }

    /** Whom guesses from this address count for: the address, of IPv6 its /64; what is no address stands for itself. */
    public static String around(String address) {
        return address(address)
                .map(inet -> inet.getAddress().length == 4
                        ? inet.getHostAddress()
                        : cut(inet, SUBSCRIBER_BITS).toString())
                .orElse(address);
    }

    public boolean contains(InetAddress address) {
        return address.getAddress().length == base.getAddress().length
                && cut(address, bits).base().equals(base);
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + bits;
    }

    private static Network cut(InetAddress address, int bits) {
        byte[] bytes = address.getAddress();
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.max(0, Math.min(Byte.SIZE, bits - i * Byte.SIZE));
            bytes[i] &= (byte) (0xff << (Byte.SIZE - kept));
        }
        return new Network(inet(bytes), bits);
    }

    private static int bits(String text) {
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
    }

    private static InetAddress inet(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException ofAnotherLength) {
            throw new IllegalArgumentException(ofAnotherLength);
        }
    }
}
