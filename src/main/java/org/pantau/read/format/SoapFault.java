package org.pantau.read.format;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The error a SOAP service answers with, whatever the HTTP status: the endpoint was reached and said why. */
public final class SoapFault {

    private static final int LONGEST = 200;
    private static final Pattern PERSONAL = Pattern.compile("\\d{5,}|[\\w.+-]+@[\\w.-]+");

    private SoapFault() {}

    /** Its reason in one short line, numbers of persons masked; empty where the document is no fault. */
    public static Optional<String> reason(@Nullable Object document) {
        if (!(child(child(child(document, "Envelope"), "Body"), "Fault") instanceof Map<?, ?> fault)) {
            return Optional.empty();
        }
        Object told = fault.get("faultstring");
        if (told == null) {
            Object texts = child(child(fault, "Reason"), "Text");
            told = XmlFormat.asList(texts).stream().findFirst().orElse(null);
        }
        return Optional.of(line(told));
    }

    private static String line(@Nullable Object told) {
        Object text = told instanceof Map<?, ?> element ? element.get("#text") : told;
        String line =
                text == null ? "" : text.toString().replaceAll("\\s+", " ").strip();
        if (line.isEmpty()) {
            return "no reason given";
        }
        String masked = PERSONAL.matcher(line).replaceAll("…");
        return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST - 1) + "…";
    }

    private static @Nullable Object child(@Nullable Object element, String name) {
        return element instanceof Map<?, ?> map ? map.get(name) : null;
    }
}
