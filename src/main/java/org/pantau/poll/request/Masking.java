package org.pantau.poll.request;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Keeps secrets out of everything that is logged, stored or shown. */
public final class Masking {

    private static final String MASK = "***";
    private static final Pattern TELLTALE =
            Pattern.compile("(?i)([?&](?:[^=&]*(?:key|token|secret|pass|sig|auth|cred)[^=&]*)=)[^&#\\s]*");
    private static final Pattern USER_INFO = Pattern.compile("(?i)(https?://)[^/@\\s]*@");

    /** Longest first: one secret may hold another. */
    private final TreeSet<String> secrets =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    public Masking() {}

    /** Notes a value that must never be shown. One or two letters would mask everything and hide nothing. */
    public void hide(String secret) {
        if (secret.length() > 2) {
            secrets.add(secret);
            secrets.add(Template.inJson(secret));
            secrets.add(Template.inXml(secret));
            secrets.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
            secrets.add(Template.inUrl(secret));
        }
    }

    /** The text without any noted secret, and without what addresses usually carry as secrets. */
    public String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        masked = TELLTALE.matcher(masked).replaceAll("$1" + MASK);
        return USER_INFO.matcher(masked).replaceAll("$1" + MASK + "@");
    }
}
