package org.pantau.net;

/** Our own certificate, or the authorities named for a request, cannot be used. */
final class UnusableCertificateException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableCertificateException(String message) {
        super(message, null, false, false);
    }
}
