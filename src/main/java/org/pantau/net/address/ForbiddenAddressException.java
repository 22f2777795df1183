package org.pantau.net.address;

/** A name leads to an address that the policy does not allow. */
public final class ForbiddenAddressException extends Exception {

    private static final long serialVersionUID = 1L;

    ForbiddenAddressException(String message) {
        super(message, null, false, false);
    }
}
