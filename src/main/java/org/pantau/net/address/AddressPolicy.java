package org.pantau.net.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which resolved addresses may be connected to. Link-local, cloud-metadata, unspecified, multicast and reserved
 * addresses are refused whatever the policy says.
 *
 * @param loopback whether this machine itself may be asked
 * @param privateRanges whether private networks may be asked (RFC 1918, RFC 4193, RFC 6598, RFC 6890, RFC 2544)
 * @param publicRanges whether anybody else may be asked
 */
public record AddressPolicy(boolean loopback, boolean privateRanges, boolean publicRanges) {

    /** For a catalogue file, which whoever runs the machine has written. */
    public static final AddressPolicy CATALOGUE_FILE = new AddressPolicy(true, true, true);

    /** For addresses entered by anybody else. */
    public static final AddressPolicy PUBLIC_ONLY = new AddressPolicy(false, false, true);

    /** For the demonstration, which never leaves this machine. */
    public static final AddressPolicy THIS_MACHINE = new AddressPolicy(true, false, false);

    /** Why an address may not be asked, in words; empty when it may. */
    public Optional<String> refusal(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 16) {
            List<byte[]> inner = embedded(bytes);
            return inner.isEmpty()
                    ? refusalV6(address, bytes)
                    : inner.stream().flatMap(v4 -> refusalV4(v4).stream()).findFirst();
        }
        return address instanceof Inet4Address ? refusalV4(bytes) : Optional.of("unknown kind of address");
    }

    private Optional<String> refusalV4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (isMetadataV4(bytes)) {
            return Optional.of("cloud-metadata address");
        }
        if (first == 169 && second == 254) {
            return Optional.of("link-local address");
        }
        if (first == 0) {
            return Optional.of("unspecified address");
        }
        if (first >= 224) {
            return Optional.of(first < 240 ? "multicast address" : "reserved address");
        }
        if (first == 127) {
            return loopback ? Optional.empty() : Optional.of("loopback address");
        }
        boolean isPrivate = first == 10
                || (first == 172 && second >= 16 && second < 32)
                || (first == 192 && (second == 168 || (second == 0 && bytes[2] == 0)))
                || (first == 100 && second >= 64 && second < 128)
                || (first == 198 && (second == 18 || second == 19));
        return refusal(isPrivate);
    }

    private Optional<String> refusal(boolean isPrivate) {
        if (isPrivate) {
            return privateRanges ? Optional.empty() : Optional.of("private address");
        }
        return publicRanges ? Optional.empty() : Optional.of("address outside this machine");
    }

    private Optional<String> refusalV6(InetAddress address, byte[] bytes) {
        if (address.isAnyLocalAddress()) {
            return Optional.of("unspecified address");
        }
        if (address.isLoopbackAddress()) {
            return loopback ? Optional.empty() : Optional.of("loopback address");
        }
        if (address.isLinkLocalAddress()) {
            return Optional.of("link-local address");
        }
        if (address.isMulticastAddress()) {
            return Optional.of("multicast address");
        }
        if (isMetadataV6(bytes)) {
            return Optional.of("cloud-metadata address");
        }
        boolean isPrivate = (bytes[0] & 0xfe) == 0xfc || address.isSiteLocalAddress();
        return refusal(isPrivate);
    }

    /** 169.254.169.254 of most clouds, 100.100.100.200 of Alibaba, 168.63.129.16 of Azure. */
    private static boolean isMetadataV4(byte[] bytes) {
        int value = (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
        return value == 0xa9fea9fe || value == 0x646464c8 || value == 0xa83f8110;
    }

    /** fd00:ec2::/32, where Amazon keeps fd00:ec2::254, and fd20:ce::/32, where Google keeps fd20:ce::254. */
    private static boolean isMetadataV6(byte[] bytes) {
        return begins(bytes, 0xfd, 0, 0x0e, 0xc2) || begins(bytes, 0xfd, 0x20, 0, 0xce);
    }

    /**
     * The IPv4 addresses that an IPv6 one may stand for, all of which must be allowed: mapped, translated and compatible (RFC
     * 4291, 2765), NAT64 (RFC 6052; with a prefix of the network's own, RFC 8215), 6to4 (RFC 3056), Teredo
     * (RFC 4380) and ISATAP (RFC 5214). Empty for one that stands for itself.
     */
    private static List<byte[]> embedded(byte[] bytes) {
        if (begins(bytes, 0x20, 0x02)) {
            return List.of(Arrays.copyOfRange(bytes, 2, 6));
        }
        if (begins(bytes, 0x20, 0x01, 0, 0)) {
            byte[] client = last(bytes);
            for (int i = 0; i < client.length; i++) {
                client[i] = (byte) ~client[i];
            }
            return List.of(Arrays.copyOfRange(bytes, 4, 8), client);
        }
        if (begins(bytes, 0, 0x64, 0xff, 0x9b) && isZero(bytes, 4, 12)) {
            return List.of(last(bytes));
        }
        if (begins(bytes, 0, 0x64, 0xff, 0x9b, 0, 1)) {
            byte[] behindPrefix = {bytes[6], bytes[7], bytes[9], bytes[10]};
            return behindPrefix[0] == 0 ? List.of(last(bytes)) : List.of(behindPrefix);
        }
        boolean mapped = isZero(bytes, 0, 10) && bytes[10] == (byte) 0xff && bytes[11] == (byte) 0xff;
        boolean translated =
                isZero(bytes, 0, 8) && bytes[8] == (byte) 0xff && bytes[9] == (byte) 0xff && isZero(bytes, 10, 12);
        boolean compatible = isZero(bytes, 0, 12) && !isZero(bytes, 12, 15);
        boolean isatap = (bytes[8] & 0xfc) == 0
                && bytes[9] == 0
                && bytes[10] == 0x5e
                && bytes[11] == (byte) 0xfe
                && bytes[0] != 0;
        return mapped || translated || compatible || isatap ? List.of(last(bytes)) : List.of();
    }

    private static byte[] last(byte[] bytes) {
        return Arrays.copyOfRange(bytes, 12, 16);
    }

    private static boolean begins(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
