package org.pantau.net;

/** Why an exchange brought no answer. */
public enum NetFailure {
    /** Not finished within its deadline. */
    TIMEOUT,
    /** Nobody listens, or no way leads there. */
    REFUSED,
    /** There is no such name, or no address under it. */
    DNS,
    /** No name server could say where the host is; whose fault that is cannot be told. */
    NAME_SERVER,
    /** The certificate or the handshake is wrong. */
    TLS,
    /** More bytes than allowed, counted after decompression. */
    TOO_BIG,
    /** The scheme or the address is not one that may be asked; nothing was sent. */
    FORBIDDEN_ADDRESS,
    /** Sent to another host, or round in circles. */
    REDIRECTED,
    /** The connection ended before the answer did. */
    CUT_OFF,
    /** Not HTTP as it should be. */
    PROTOCOL,
    /** Our own queue for that host and port was full or too slow; nothing was sent. */
    QUEUE,
    /** A fault of ours; it says nothing about the endpoint. */
    FAULT
}
