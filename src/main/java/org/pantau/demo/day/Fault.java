package org.pantau.demo.day;

/** What can go wrong with an endpoint. */
public enum Fault {
    /** Accepts and never answers. */
    SILENT,
    /** Answers, but far too slowly. */
    SLOW,
    /** HTTP 503. */
    UNAVAILABLE,
    /** HTTP 500 with an HTML page. */
    BROKEN,
    /** HTTP 200 with a log-in page. */
    LOGIN_PAGE,
    /** The gateway answers with its own error in HTTP 200. */
    GATEWAY,
    /** The body ends in the middle. */
    CUT_OFF,
    /** The connection is closed at once. */
    HANG_UP
}
