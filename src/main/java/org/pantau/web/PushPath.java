package org.pantau.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The path of a Pushgateway: {@code /push/metrics/job/FEED/LABEL/VALUE…}; {@code LABEL@base64} for values with slashes. */
record PushPath(String feed, Map<String, String> labels) {

    private static final String START = "/push/metrics/job/";
    private static final String PACKED = "@base64";
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,99}");
    private static final int MOST_PAIRS = 20;

    static PushPath of(String path) {
        String[] parts = path.substring(START.length()).split("/", -1);
        if (parts.length % 2 == 0 || parts.length > 2 * MOST_PAIRS) {
            throw Problem.badField("path", "the feed, then pairs of label and value");
        }
        Map<String, String> labels = new TreeMap<>();
        labels.put("job", decoded(parts[0]));
        for (int i = 1; i + 1 < parts.length; i += 2) {
            String name = parts[i];
            boolean packed = name.endsWith(PACKED);
            String label = packed ? name.substring(0, name.length() - PACKED.length()) : name;
            if (!LABEL.matcher(label).matches() || labels.containsKey(label)) {
                throw Problem.badField("path", "each label once, of letters, digits and _");
            }
            labels.put(label, packed ? unpacked(parts[i + 1]) : decoded(parts[i + 1]));
        }
        return new PushPath(decoded(parts[0]), labels);
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String unpacked(String part) {
        try {
            return new String(Base64.getUrlDecoder().decode(part.replace("=", "")), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw Problem.badField("path", "base64url after a label that ends in @base64");
        }
    }
}
