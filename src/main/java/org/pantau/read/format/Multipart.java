package org.pantau.read.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a multipart body (RFC 2046, 5.1), told by its first line and not only by what its header declares. */
public final class Multipart {

    private static final int MAX_PARTS = 100;
    private static final int HEAD = 2000;
    private static final Pattern OPENING = Pattern.compile(
            "\\A\\s*--([^\\s\"<>]{1,70}|[^\\r\\n\"<>]{1,70}[^\\s\"<>])\\s*\\r?\\n" + "(?=[A-Za-z-]{1,60}:|\\r?\\n)");
    private static final Pattern DECLARED =
            Pattern.compile("(?i)multipart/.*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))");

    private Multipart() {}

    /**
     * One part.
     *
     * @param headers by lower-case name
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    public record Part(Map<String, String> headers, byte[] body) {
        public Part {
            headers = Map.copyOf(headers);
        }
    }

    /** The line that parts begin with; empty where the body is not made of parts. */
    public static Optional<String> boundary(String contentType, byte[] body) {
        String head = new String(body, 0, Math.min(HEAD, body.length), ISO_8859_1);
        Matcher declared = DECLARED.matcher(contentType);
        if (declared.find()) {
            String name = declared.group(1) == null ? declared.group(2) : declared.group(1);
            return head.contains("--" + name) ? Optional.of("--" + name) : Optional.empty();
        }
        Matcher opening = OPENING.matcher(head);
        return opening.find() ? Optional.of("--" + opening.group(1)) : Optional.empty();
    }

    /**
     * Its parts in order.
     *
     * @throws UnreadableBody when it is cut short or has too many
     */
    public static List<Part> read(String boundary, byte[] body) throws UnreadableBody {
        // One character a byte, so that places in the text are places in the body.
        String text = new String(body, ISO_8859_1);
        List<Part> parts = new ArrayList<>();
        int at = line(text, boundary, 0);
        while (at >= 0) {
            int from = text.indexOf('\n', at) + 1;
            if (text.startsWith("--", at + boundary.length())) {
                return parts;
            }
            int next = from == 0 ? -1 : line(text, boundary, from);
            if (next < 0) {
                break;
            }
            if (parts.size() == MAX_PARTS) {
                throw new UnreadableBody("more than " + MAX_PARTS + " parts");
            }
            parts.add(part(text, body, from, end(text, from, next)));
            at = next;
        }
        throw new UnreadableBody("parts that are cut short");
    }

    /** Where the boundary next begins a line; -1 where it does not. */
    private static int line(String text, String boundary, int from) {
        int at = text.indexOf(boundary, from);
        while (at > 0 && text.charAt(at - 1) != '\n') {
            at = text.indexOf(boundary, at + 1);
        }
        return at;
    }

    /** The line break before a boundary belongs to the boundary. */
    private static int end(String text, int from, int boundary) {
        int end = Math.max(from, boundary - 1);
        return end > from && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    private static Part part(String text, byte[] body, int from, int end) {
        Map<String, String> headers = new LinkedHashMap<>();
        int at = from;
        while (at < end) {
            int newline = text.indexOf('\n', at);
            int stop = newline < 0 || newline > end ? end : newline;
            String line = text.substring(at, stop).strip();
            at = Math.min(end, stop + 1);
            if (line.isEmpty()) {
                break;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return new Part(headers, Arrays.copyOfRange(body, Math.min(at, end), end));
    }
}
