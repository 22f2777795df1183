package org.pantau.operate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.Measures;
import org.pantau.measure.Quality;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.Sample;
import org.pantau.normalise.Normalised;

/**
 * Figures as one line each, in the feed's zone: {@code "10:00 disdukcapil/ktp-el received 11"} for a sample, {@code "10:00
 * disdukcapil/ktp-el received 11 on 2026-11-23"} for a period's value. After the number {@code of 37} where it stands for
 * so many cases, at the end the quality where it is not {@code ok}, and {@code closed} for a period that is.
 */
final class Figures {

    private static final Set<String> OURS = Set.of(Measures.POLL.name(), Measures.RESPONSE.name());

    private Figures() {}

    /** All but what Pantau measures of the exchange itself. */
    static List<String> of(Feed feed, Instant slot, Normalised normalised) {
        List<String> lines = new ArrayList<>();
        LocalTime at = slot.atZone(feed.zone()).toLocalTime();
        for (Sample sample : normalised.samples()) {
            if (!OURS.contains(sample.series().measure())) {
                lines.add(at + " "
                        + place(
                                sample.series().subject().value(),
                                sample.series().measure()) + number(sample.value(), sample.weight())
                        + quality(sample.quality()));
            }
        }
        for (PeriodValue value : normalised.periods()) {
            String start = value.period() == Period.DAY
                    ? value.start().atZone(feed.zone()).toLocalDate().toString()
                    : value.start().atZone(feed.zone()).toLocalDateTime().toString();
            lines.add(at + " "
                    + place(value.series().subject().value(), value.series().measure())
                    + number(value.value(), value.weight()) + " on " + start + (value.closed() ? " closed" : "")
                    + quality(value.quality()));
        }
        return lines;
    }

    private static String place(String subject, String measure) {
        return subject.substring(subject.indexOf('/') + 1) + " " + measure + " ";
    }

    private static String number(double value, double weight) {
        return plain(value) + (weight == 1 ? "" : " of " + plain(weight));
    }

    private static String plain(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static String quality(Quality quality) {
        return quality == Quality.OK ? "" : " " + quality.word();
    }
}
