package org.pantau.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Address of a PostgreSQL database.
 *
 * @param tls one of libpq's {@code sslmode} words: {@code disable}, {@code prefer}, {@code require}, {@code verify-ca},
 *     {@code verify-full}
 */
record DatabaseUrl(String host, int port, String database, String user, String password, String tls) {

    private static final int DEFAULT_PORT = 5432;
    private static final Set<String> TLS_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    private static final String EXPECTED = ", expected postgresql://user:password@host:port/database";

    /** @throws DatabaseException saying which part is wrong, without repeating the password */
    static DatabaseUrl parse(String text) {
        URI uri;
        try {
            uri = new URI(text.trim());
        } catch (URISyntaxException e) {
            throw new DatabaseException("database address cannot be read at character " + e.getIndex() + EXPECTED);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("postgresql") && !scheme.equals("postgres")) {
            throw new DatabaseException("database address begins with '" + scheme + "'" + EXPECTED);
        }
        if (uri.getHost() == null) {
            throw new DatabaseException("database address names no host" + EXPECTED);
        }
        String path = uri.getPath() == null ? "" : uri.getPath();
        if (path.length() < 2 || path.indexOf('/', 1) >= 0) {
            throw new DatabaseException("database address names no database" + EXPECTED);
        }
        String[] account = account(uri.getRawUserInfo());
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        return new DatabaseUrl(uri.getHost(), port, path.substring(1), account[0], account[1], tls(uri.getRawQuery()));
    }

    DatabaseUrl withDatabase(String name) {
        return new DatabaseUrl(host, port, name, user, password, tls);
    }

    /** One connection of its own, for a command; blocks. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbc(), user, password);
    }

    /** For JDBC; user and password are passed beside it. */
    String jdbc() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database + "?ApplicationName=pantau&sslmode=" + tls;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
    }

    private static String[] account(@Nullable String userInfo) {
        if (userInfo == null || userInfo.isEmpty() || userInfo.startsWith(":")) {
            throw new DatabaseException("database address names no user" + EXPECTED);
        }
        int colon = userInfo.indexOf(':');
        return colon < 0
                ? new String[] {decode(userInfo), ""}
                : new String[] {decode(userInfo.substring(0, colon)), decode(userInfo.substring(colon + 1))};
    }

    private static String decode(String text) {
        // A plus sign stands for itself in this part of an address.
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    private static String tls(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return "prefer";
        }
        int equals = query.indexOf('=');
        String mode = query.substring(equals + 1).toLowerCase(Locale.ROOT);
        if (equals < 0 || !query.substring(0, equals).equals("sslmode") || !TLS_MODES.contains(mode)) {
            throw new DatabaseException("database address has an unknown parameter, only sslmode is known "
                    + "(disable, allow, prefer, require, verify-ca, verify-full)");
        }
        return mode;
    }
}
