package org.pantau.net;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolverException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.pantau.net.address.ForbiddenAddressException;

/** Says what a Java exception means for an endpoint, in words an operator can act on. */
record Failures(NetFailure failure, String reason) {

    /** @param connected whether a connection stood when it happened */
    static Failures of(Throwable thrown, boolean connected) {
        if (thrown instanceof UnusableCertificateException) {
            return new Failures(NetFailure.TLS, String.valueOf(thrown.getMessage()));
        }
        SSLException tls = find(thrown, SSLException.class);
        if (tls != null) {
            return new Failures(NetFailure.TLS, tlsReason(tls));
        }
        if (find(thrown, CertificateException.class) != null) {
            return new Failures(NetFailure.TLS, tlsReason(thrown));
        }
        if (find(thrown, DecoderException.class) != null || thrown instanceof DecompressionException) {
            return new Failures(NetFailure.PROTOCOL, "the answer is not HTTP as it should be");
        }
        return connection(thrown, connected);
    }

    /** Why a name led to no address that may be asked. That there is none, only a name server can say. */
    static Failures ofName(Throwable thrown, String host) {
        if (thrown instanceof ForbiddenAddressException) {
            return new Failures(NetFailure.FORBIDDEN_ADDRESS, String.valueOf(thrown.getMessage()));
        }
        DnsErrorCauseException answered = find(thrown, DnsErrorCauseException.class);
        boolean broken = answered != null && !answered.getCode().equals(DnsResponseCode.NXDOMAIN);
        boolean silent = find(thrown, UnknownHostException.class) == null
                || find(thrown, DnsNameResolverException.class) != null;
        return broken || silent
                ? new Failures(NetFailure.NAME_SERVER, "no name server can say where it is: " + host)
                : new Failures(NetFailure.DNS, "the name does not resolve: " + host);
    }

    private static Failures connection(Throwable thrown, boolean connected) {
        if (thrown instanceof TimeoutException
                || thrown.getClass().getSimpleName().contains("Timeout")) {
            return new Failures(NetFailure.TIMEOUT, "no connection within the deadline");
        }
        if (thrown instanceof NoRouteToHostException) {
            return new Failures(NetFailure.REFUSED, "no route to the host");
        }
        if (thrown instanceof ConnectException) {
            return new Failures(NetFailure.REFUSED, "connection refused");
        }
        if (thrown instanceof SocketException && !connected) {
            return new Failures(NetFailure.REFUSED, "the network cannot be reached");
        }
        if (thrown instanceof HttpClosedException || thrown instanceof IOException) {
            return new Failures(NetFailure.CUT_OFF, "the connection was cut off");
        }
        return new Failures(NetFailure.PROTOCOL, "the request or the answer is not HTTP as it should be");
    }

    private static String tlsReason(Throwable thrown) {
        if (find(thrown, CertificateExpiredException.class) != null) {
            return "the certificate has expired";
        }
        if (find(thrown, CertificateNotYetValidException.class) != null) {
            return "the certificate is not valid yet";
        }
        if (find(thrown, CertPathBuilderException.class) != null) {
            return "the certificate is not trusted: its issuer is unknown or the chain is incomplete";
        }
        Throwable deepest = thrown;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = String.valueOf(deepest.getMessage());
        if (message.startsWith("No subject alternative") || message.startsWith("No name matching")) {
            return "the certificate is for another name: " + message;
        }
        if (message.contains("bad_certificate") || message.contains("certificate_required")) {
            return "the endpoint does not accept our certificate, or asks for one: " + message;
        }
        return message.contains("not an SSL/TLS record") ? "the endpoint does not speak TLS" : "TLS: " + message;
    }

    private static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
        Throwable each = thrown;
        for (int depth = 0; each != null && depth < 20; depth++) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
            each = each.getCause();
        }
        return null;
    }
}
