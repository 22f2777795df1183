package org.pantau.catalogue.model;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address on the web that is watched from outside, checked and written in ASCII: scheme and host in small letters, no
 * port where it is the usual one, no fragment, path and query encoded where they need it.
 *
 * @param url the whole address
 * @param inside whether it can only be reached from inside: this machine, a private network, a name without a domain.
 *     Judged by how it is written; what a name leads to is judged when it is asked
 * @param secret whether its query holds what looks like a password or a key
 */
public record WebAddress(String url, boolean inside, boolean secret) {

    private static final int LONGEST = 2_000;
    private static final int SHOWN = 80;
    private static final Pattern WITH_SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)");
    /** {@code mailto:x} and {@code javascript:x}, but neither {@code localhost:8080} nor {@code a.go.id:81}. */
    private static final Pattern OTHER_SCHEME =
            Pattern.compile("[A-Za-z][A-Za-z0-9+-]*:(?!\\d+(?:[/?#].*)?$)(?!//)[^@]+|mailto:.*");

    private static final Pattern AUTHORITY_ENDS = Pattern.compile("[/?#]");
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");
    private static final Pattern SECRET = Pattern.compile(
            "(?i)([?&;](?:[^=&;?]*(?:token|secret|passw|pwd|sandi|apikey|api[_-]key|signature|credential|jwt)[^=&;]*"
                    + "|key|auth|sig|pass|pin|sid|session|sessionid)=)[^&;]+");
    private static final String TO_ENCODE = "\"<>^`{|}[]";

    /** What makes a text no address that could be watched, in words for a person. */
    public enum Flaw {
        EMPTY("alamat kosong", "no address"),
        TOO_LONG("alamat lebih dari 2.000 huruf", "an address of more than 2,000 letters"),
        SPACES("alamat memuat spasi", "an address with a space in it"),
        SCHEME("hanya http:// dan https:// yang dapat dipantau", "only http:// and https:// can be watched"),
        EMAIL("ini alamat surel, bukan alamat web", "an e-mail address, no web address"),
        USER(
                "nama pengguna atau sandi di dalam alamat tidak diterima",
                "a user name or password in an address is not accepted"),
        SHAPE(
                "bukan alamat web; tulis misalnya https://antrean.contoh.go.id/",
                "no web address, expected for example https://antrean.contoh.go.id/"),
        HOST("nama host di alamat tidak benar", "the host name is misshapen"),
        NUMBER(
                "alamat IP ditulis dengan empat angka 0 sampai 255, misalnya 10.20.30.40",
                "an IP address is written as four numbers of 0 to 255, such as 10.20.30.40"),
        PORT("porta harus 1 sampai 65535", "the port must be 1 to 65535"),
        FORBIDDEN(
                "alamat link-local, metadata awan, multicast, atau tak terdefinisi tidak pernah ditanya",
                "link-local, cloud-metadata, multicast and unspecified addresses are never asked");

        private final String indonesian;
        private final String english;

        Flaw(String indonesian, String english) {
            this.indonesian = indonesian;
            this.english = english;
        }

        public String english() {
            return english;
        }

        /** In both languages. */
        public Said said() {
            return new Said(indonesian, english);
        }
    }

    /**
     * Reads an address as a person writes it.
     *
     * @param text without a scheme it means {@code https}
     * @throws FlawedAddress saying what is wrong, never quoting the text
     */
    public static WebAddress of(String text) throws FlawedAddress {
        if (text.isBlank()) {
            throw new FlawedAddress(Flaw.EMPTY);
        }
        String written = text.strip();
        if (written.length() > LONGEST) {
            throw new FlawedAddress(Flaw.TOO_LONG);
        }
        if (written.chars().anyMatch(each -> Character.isWhitespace(each) || Character.isSpaceChar(each))) {
            throw new FlawedAddress(Flaw.SPACES);
        }
        Matcher scheme = WITH_SCHEME.matcher(written);
        if (scheme.matches()) {
            String name = scheme.group(1).toLowerCase(Locale.ROOT);
            if (!name.equals("http") && !name.equals("https")) {
                throw new FlawedAddress(Flaw.SCHEME);
            }
            return of(name, scheme.group(2), true);
        }
        if (OTHER_SCHEME.matcher(written).matches()) {
            throw new FlawedAddress(Flaw.SCHEME);
        }
        return of("https", written.startsWith("//") ? written.substring(2) : written, false);
    }

    private static WebAddress of(String scheme, String rest, boolean schemeWritten) throws FlawedAddress {
        Matcher end = AUTHORITY_ENDS.matcher(rest);
        int at = end.find() ? end.start() : rest.length();
        String authority = rest.substring(0, at);
        int fragment = rest.indexOf('#');
        String path = rest.substring(at, fragment < 0 ? rest.length() : fragment);
        if (authority.indexOf('@') >= 0) {
            throw new FlawedAddress(schemeWritten || authority.indexOf(':') >= 0 ? Flaw.USER : Flaw.EMAIL);
        }
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        WebHost host = WebHost.of(hasPort ? authority.substring(0, colon) : authority, schemeWritten);
        String port = hasPort ? port(scheme, authority.substring(colon + 1)) : "";
        String encoded = encoded(path.startsWith("/") ? path : "/" + path);
        return new WebAddress(
                scheme + "://" + host.written() + port + encoded,
                host.inside(),
                SECRET.matcher(encoded).find());
    }

    /** As it may be shown: what looks like a secret is left out. */
    public String shown() {
        return SECRET.matcher(url).replaceAll("$1…");
    }

    /** A text that is no address, as it may be shown: without what may be a password, and not too long. */
    public static String shown(String text) {
        int at = text.lastIndexOf('@');
        String masked = SECRET.matcher(at < 0 ? text : "…" + text.substring(at)).replaceAll("$1…");
        return masked.length() <= SHOWN ? masked : masked.substring(0, SHOWN - 1) + "…";
    }

    private static String port(String scheme, String text) throws FlawedAddress {
        if (text.isEmpty()) {
            return "";
        }
        int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65_535) {
            throw new FlawedAddress(Flaw.PORT);
        }
        return port == (scheme.equals("https") ? 443 : 80) ? "" : ":" + port;
    }

    /** What an address may not hold as it is, braces included, which a feed's address takes for {@code {name}}. */
    private static String encoded(String path) throws FlawedAddress {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < path.length(); ) {
            int each = path.codePointAt(i);
            i += Character.charCount(each);
            if (each == '\\' || each < ' ' || (each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE)) {
                throw new FlawedAddress(Flaw.SHAPE);
            }
            boolean stray = each == '%' && !hex(path, i);
            if (each > '~' || stray || TO_ENCODE.indexOf(each) >= 0) {
                for (byte octet : Character.toString(each).getBytes(StandardCharsets.UTF_8)) {
                    all.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
                }
            } else {
                all.append((char) each);
            }
        }
        return all.toString();
    }

    private static boolean hex(String path, int at) {
        return at + 2 <= path.length()
                && Character.digit(path.charAt(at), 16) >= 0
                && Character.digit(path.charAt(at + 1), 16) >= 0;
    }
}
