package org.pantau.catalogue.model;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

    /** Addresses of 16 bytes in hex whose last four are an IPv4 address. */
    private static final Pattern EMBEDDING = Pattern.compile(
            "0064ff9b0{16}.{8}|0{20}ffff.{8}|0{16}ffff0000.{8}" + "|0{24}(?!0{6}).{8}|(?!00).{16}0[0-3]005efe.{8}");

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

    /**
     * The IPv4 addresses that an IPv6 one may stand for: mapped, translated, compatible, NAT64 (RFC 6052, 8215), 6to4 (RFC
     * 3056), Teredo (RFC 4380) and ISATAP (RFC 5214), as the client that asks looks through them.
     */
    private static List<byte[]> embedded(byte[] bytes) {
        byte[] last = Arrays.copyOfRange(bytes, 12, 16);
        String hex = HexFormat.of().formatHex(bytes);
        if (hex.startsWith("2002")) {
            return List.of(Arrays.copyOfRange(bytes, 2, 6));
        }
        if (hex.startsWith("20010000")) {
            byte[] client = {(byte) ~last[0], (byte) ~last[1], (byte) ~last[2], (byte) ~last[3]};
            return List.of(Arrays.copyOfRange(bytes, 4, 8), client);
        }
        if (hex.startsWith("0064ff9b0001")) {
            return List.of(bytes[6] == 0 ? last : new byte[] {bytes[6], bytes[7], bytes[9], bytes[10]});
        }
        return EMBEDDING.matcher(hex).matches() ? List.of(last) : List.of();
    }

    /** Whether an address lies inside; empty where it is never asked. The judge of it is the client that asks. */
    private static Optional<Boolean> inside(InetAddress address) throws UnknownHostException {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return insideV4(address);
        }
        boolean inside = false;
        List<byte[]> inner = embedded(bytes);
        for (byte[] each : inner) {
            Optional<Boolean> one = insideV4(InetAddress.getByAddress(each));
            if (one.isEmpty()) {
                return one;
            }
            inside |= one.get();
        }
        return inner.isEmpty() ? insideV6(address) : Optional.of(inside);
    }

    private static Optional<Boolean> insideV4(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        String written = address.getHostAddress();
        if (isNeverAsked(address)
                || first == 0
                || first >= 240
                || written.equals("100.100.100.200")
                || written.equals("168.63.129.16")) {
            return Optional.empty();
        }
        boolean shared = first == 100 && second >= 64 && second < 128;
        boolean bench = first == 198 && (second == 18 || second == 19);
        boolean special = written.startsWith("192.0.0.");
        return Optional.of(address.isLoopbackAddress() || address.isSiteLocalAddress() || shared || bench || special);
    }

    private static Optional<Boolean> insideV6(InetAddress address) {
        String hex = HexFormat.of().formatHex(address.getAddress());
        boolean metadata = hex.startsWith("fd000ec2") || hex.startsWith("fd2000ce");
        return metadata || isNeverAsked(address)
                ? Optional.empty()
                : Optional.of(address.isLoopbackAddress() || address.isSiteLocalAddress() || hex.matches("f[cd].*"));
    }

    private static boolean isNeverAsked(InetAddress address) {
        return address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress();
    }
}
