package org.pantau.net.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which resolved addresses may be connected to. Link-local, cloud-metadata, unspecified, multicast and reserved
 * addresses are refused whatever the policy says.
 *
 * @param loopback whether this machine itself may be asked
 * @param privateRanges whether private networks may be asked (RFC 1918, RFC 4193, RFC 6598)
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
            Optional<byte[]> inner = embedded(bytes);
            return inner.isPresent() ? refusalV4(inner.get()) : refusalV6(address, bytes);
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
                || (first == 192 && second == 168)
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

    /** fd00:ec2::/32, where Amazon keeps fd00:ec2::254. */
    private static boolean isMetadataV6(byte[] bytes) {
        return bytes[0] == (byte) 0xfd && bytes[1] == 0 && bytes[2] == 0x0e && bytes[3] == (byte) 0xc2;
    }

    /** The IPv4 address that an IPv6 one stands for: mapped, compatible, NAT64 (RFC 6052) and 6to4 (RFC 3056). */
    private static Optional<byte[]> embedded(byte[] bytes) {
        if (bytes[0] == 0x20 && bytes[1] == 0x02) {
            return Optional.of(Arrays.copyOfRange(bytes, 2, 6));
        }
        boolean nat64 = bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == (byte) 0xff && bytes[3] == (byte) 0x9b;
        if (nat64 && isZero(bytes, 4, 12)) {
            return Optional.of(Arrays.copyOfRange(bytes, 12, 16));
        }
        boolean mapped = isZero(bytes, 0, 10) && bytes[10] == (byte) 0xff && bytes[11] == (byte) 0xff;
        boolean compatible = isZero(bytes, 0, 12) && !isZero(bytes, 12, 15);
        return mapped || compatible ? Optional.of(Arrays.copyOfRange(bytes, 12, 16)) : Optional.empty();
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
