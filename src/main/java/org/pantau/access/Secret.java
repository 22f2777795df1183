package org.pantau.access;

import java.security.SecureRandom;
import java.util.Base64;

/** A word of 256 random bits that opens something, and is kept nowhere but with its owner. */
final class Secret {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Secret() {}

    static String madeUp() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
