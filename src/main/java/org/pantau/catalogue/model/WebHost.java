package org.pantau.catalogue.model;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.WebAddress.Flaw;

/**
 * The host of an address. What is refused here is refused again when a name has been looked up; here somebody is told
 * before it is saved.
 *
 * @param written in ASCII, an IPv6 address in its brackets
 * @param inside as {@link WebAddress#inside}
 */
record WebHost(String written, boolean inside) {

    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,2}");
    /** What resolvers take for a number: 127.1, 0x7f.1, 2130706433. */
    private static final Pattern NUMERIC = Pattern.compile("\\d+|0[xX][0-9a-fA-F]*");

    private static final Pattern LABEL = Pattern.compile("[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final Pattern DOT = Pattern.compile("\\.");
    private static final int LONGEST = 253;
    /** Names by which clouds give away what a machine may do. */
    private static final Set<String> METADATA = Set.of(
            "metadata.google.internal", "metadata.goog", "metadata", "instance-data", "instance-data.ec2.internal");

    private static final Set<String> INSIDE =
            Set.of("localhost", "local", "lan", "internal", "intranet", "corp", "home", "arpa");

    /** @param schemeWritten without it a single word is more likely a remark than a host */
    static WebHost of(String name, boolean schemeWritten) throws FlawedAddress {
        if (name.startsWith("[") && name.endsWith("]")) {
            return v6(name.substring(1, name.length() - 1));
        }
        String host = ascii(name);
        String[] labels = DOT.split(host, -1);
        if (NUMERIC.matcher(labels[labels.length - 1]).matches()) {
            return v4(host, labels, schemeWritten);
        }
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                throw new FlawedAddress(schemeWritten ? Flaw.HOST : Flaw.SHAPE);
            }
        }
        if (METADATA.contains(host)) {
            throw new FlawedAddress(Flaw.FORBIDDEN);
        }
        boolean alone = labels.length == 1;
        if (alone && !schemeWritten && !host.equals("localhost")) {
            throw new FlawedAddress(Flaw.SHAPE);
        }
        return new WebHost(host, alone || INSIDE.contains(labels[labels.length - 1]));
    }

    private static String ascii(String name) throws FlawedAddress {
        if (name.isEmpty() || name.indexOf('%') >= 0) {
            throw new FlawedAddress(name.isEmpty() ? Flaw.SHAPE : Flaw.HOST);
        }
        try {
            // an underscore is no host name to IDNA, but agencies do use it
            String host = name.indexOf('_') >= 0 ? name : IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
            String small = host.toLowerCase(Locale.ROOT);
            String whole = small.endsWith(".") ? small.substring(0, small.length() - 1) : small;
            if (whole.isEmpty() || whole.length() > LONGEST) {
                throw new FlawedAddress(Flaw.HOST);
            }
            return whole;
        } catch (IllegalArgumentException misshapen) {
            throw new FlawedAddress(Flaw.HOST);
        }
    }

    private static WebHost v4(String host, String[] labels, boolean schemeWritten) throws FlawedAddress {
        boolean four = labels.length == 4;
        for (String label : labels) {
            four &= NUMBER.matcher(label).matches() && Integer.parseInt(label) < 256;
        }
        if (!four) {
            throw new FlawedAddress(labels.length == 1 && !schemeWritten ? Flaw.SHAPE : Flaw.NUMBER);
        }
        return of(host, host);
    }

    private static WebHost v6(String name) throws FlawedAddress {
        if (!V6.matcher(name).matches() || name.indexOf(':') < 0) {
            throw new FlawedAddress(Flaw.HOST);
        }
        return of(name, "[" + name.toLowerCase(Locale.ROOT) + "]");
    }

    private static WebHost of(String literal, String written) throws FlawedAddress {
        try {
            // an address written as such is looked up nowhere
            Boolean inside = inside(InetAddress.getByName(literal)).orElse(null);
            if (inside == null) {
                throw new FlawedAddress(Flaw.FORBIDDEN);
            }
            return new WebHost(written, inside);
        } catch (UnknownHostException misshapen) {
            throw new FlawedAddress(Flaw.HOST);
        }
    }

    /** The IPv4 address that an IPv6 one stands for: compatible, NAT64 (RFC 6052) and 6to4 (RFC 3056); mapped ones are IPv4. */
    private static @Nullable InetAddress embedded(byte[] bytes) throws UnknownHostException {
        if (bytes[0] == 0x20 && bytes[1] == 0x02) {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 2, 6));
        }
        byte[] last = Arrays.copyOfRange(bytes, 12, 16);
        byte[] before = Arrays.copyOf(bytes, 12);
        boolean compatible = Arrays.equals(before, new byte[12]) && (last[0] | last[1] | last[2]) != 0;
        byte[] nat64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
        return compatible || Arrays.equals(before, nat64) ? InetAddress.getByAddress(last) : null;
    }

    /** Whether an address lies inside; empty where it is never asked. The judge of it is the client that asks. */
    private static Optional<Boolean> inside(InetAddress address) throws UnknownHostException {
        byte[] bytes = address.getAddress();
        InetAddress inner = bytes.length == 16 ? embedded(bytes) : null;
        if (inner != null) {
            return inside(inner);
        }
        if (address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress()) {
            return Optional.empty();
        }
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (bytes.length == 16) {
            boolean amazon = first == 0xfd && second == 0 && bytes[2] == 0x0e && (bytes[3] & 0xff) == 0xc2;
            return amazon
                    ? Optional.empty()
                    : Optional.of(
                            address.isLoopbackAddress() || address.isSiteLocalAddress() || (first & 0xfe) == 0xfc);
        }
        String written = address.getHostAddress();
        if (first == 0 || first >= 240 || written.equals("100.100.100.200") || written.equals("168.63.129.16")) {
            return Optional.empty();
        }
        boolean shared = first == 100 && second >= 64 && second < 128;
        boolean bench = first == 198 && (second == 18 || second == 19);
        return Optional.of(address.isLoopbackAddress() || address.isSiteLocalAddress() || shared || bench);
    }
}
