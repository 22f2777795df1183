package org.pantau.web;

import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;
import org.pantau.query.StepRefusedException;

/** Why a step cannot be answered, and what may be asked instead. */
final class StepProblem {

    private static final Locale INDONESIAN = Locale.forLanguageTag("id-ID");

    private StepProblem() {}

    static Problem of(StepRefusedException refused) {
        String finest = refused.finest().word();
        return Problem.badField(
                "step",
                switch (refused.reason()) {
                    case MANY_SUBJECTS ->
                        "raw hanya untuk satu layanan atau sumber data; paling halus di sini " + finest
                                + " / raw is for a single service or feed; the finest here is " + finest;
                    case TOO_LONG_FOR_SAMPLES ->
                        "raw paling lama " + length(refused.longest(), true)
                                + "; paling halus untuk jendela ini " + finest + " / raw for at most "
                                + length(refused.longest(), false) + "; the finest for this window is " + finest;
                    case TOO_MANY_POINTS ->
                        refused.step().word() + " akan memberi "
                                + number(refused.points(), INDONESIAN) + " titik, paling banyak "
                                + number(refused.mostPoints(), INDONESIAN) + "; pakai " + finest
                                + " atau jendela paling lama " + length(refused.longest(), true) + " / "
                                + refused.step().word() + " would give " + number(refused.points(), Locale.ENGLISH)
                                + " points, " + number(refused.mostPoints(), Locale.ENGLISH) + " at most; use " + finest
                                + " or a window of at most " + length(refused.longest(), false);
                });
    }

    private static String number(long value, Locale locale) {
        return NumberFormat.getIntegerInstance(locale).format(value);
    }

    /** In the largest unit it holds one of, rounded down. */
    private static String length(Duration length, boolean indonesian) {
        if (length.toDays() > 0) {
            return indonesian ? length.toDays() + " hari" : english(length.toDays(), "day");
        }
        return length.toHours() > 0
                ? indonesian ? length.toHours() + " jam" : english(length.toHours(), "hour")
                : indonesian ? length.toMinutes() + " menit" : english(length.toMinutes(), "minute");
    }

    private static String english(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
