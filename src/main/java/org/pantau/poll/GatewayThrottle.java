package org.pantau.poll;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A WSO2 gateway that says "too many requests" in the body, whatever the status: codes 900800 to 900899. */
final class GatewayThrottle {

    private static final int LONGEST = 4096;
    private static final Pattern CODE =
            Pattern.compile("(?:\"code\"\\s*:\\s*\"?|<(?:\\w+:)?code>\\s*)(9008\\d\\d)(?:\"|\\s|,|}|<)");
    private static final Pattern WORDS = Pattern.compile("throttl|quota|limit|exceed|blocked");

    private GatewayThrottle() {}

    /** The code; empty for any other answer. */
    static String code(byte[] body) {
        if (body.length == 0 || body.length > LONGEST) {
            return "";
        }
        String text = new String(body, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        Matcher code = CODE.matcher(text);
        return code.find() && WORDS.matcher(text).find() ? code.group(1) : "";
    }
}
