package org.pantau.catalogue.parse.time;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Due;
import org.pantau.catalogue.yaml.Quantities;
import org.pantau.measure.time.ServiceHours;
import org.pantau.measure.time.ServiceHours.Span;

/** Reads service hours and due times as offices write them, with Indonesian or English day names. */
public final class HoursParser {

    public static final String EXPECTED_HOURS =
            "24/7, kantor, or days and times such as 'Sen-Jum 07.30-15.00; Sab 08.00-12.00' (add '; libur buka' where"
                    + " holidays do not close it)";
    public static final String EXPECTED_DUE = "'hari kerja 15.30' or 'setiap hari 08.00'";

    /** Office hours derived from Perpres 21/2023: 37 h 30 min a week without breaks, from 07.30. */
    private static final String OFFICE = "Sen-Kam 07.30-16.00; Jum 07.30-16.30";

    private static final Map<String, DayOfWeek> DAYS = Map.ofEntries(
            Map.entry("sen", DayOfWeek.MONDAY),
            Map.entry("senin", DayOfWeek.MONDAY),
            Map.entry("mon", DayOfWeek.MONDAY),
            Map.entry("monday", DayOfWeek.MONDAY),
            Map.entry("sel", DayOfWeek.TUESDAY),
            Map.entry("selasa", DayOfWeek.TUESDAY),
            Map.entry("tue", DayOfWeek.TUESDAY),
            Map.entry("tuesday", DayOfWeek.TUESDAY),
            Map.entry("rab", DayOfWeek.WEDNESDAY),
            Map.entry("rabu", DayOfWeek.WEDNESDAY),
            Map.entry("wed", DayOfWeek.WEDNESDAY),
            Map.entry("wednesday", DayOfWeek.WEDNESDAY),
            Map.entry("kam", DayOfWeek.THURSDAY),
            Map.entry("kamis", DayOfWeek.THURSDAY),
            Map.entry("thu", DayOfWeek.THURSDAY),
            Map.entry("thursday", DayOfWeek.THURSDAY),
            Map.entry("jum", DayOfWeek.FRIDAY),
            Map.entry("jumat", DayOfWeek.FRIDAY),
            Map.entry("jum'at", DayOfWeek.FRIDAY),
            Map.entry("fri", DayOfWeek.FRIDAY),
            Map.entry("friday", DayOfWeek.FRIDAY),
            Map.entry("sab", DayOfWeek.SATURDAY),
            Map.entry("sabtu", DayOfWeek.SATURDAY),
            Map.entry("sat", DayOfWeek.SATURDAY),
            Map.entry("saturday", DayOfWeek.SATURDAY),
            Map.entry("min", DayOfWeek.SUNDAY),
            Map.entry("minggu", DayOfWeek.SUNDAY),
            Map.entry("ahad", DayOfWeek.SUNDAY),
            Map.entry("sun", DayOfWeek.SUNDAY),
            Map.entry("sunday", DayOfWeek.SUNDAY));

    private static final Pattern SEGMENT = Pattern.compile("(\\D+?)\\s+(\\d.*)");
    private static final Pattern SPAN = Pattern.compile("([\\d.:]+)\\s*[-–]\\s*([\\d.:]+)");
    private static final Pattern SEMICOLON = Pattern.compile("\\s*;\\s*");
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Pattern DASH = Pattern.compile("\\s*[-–]\\s*");
    private static final Pattern DUE =
            Pattern.compile("(hari kerja|working days|setiap hari|every day)\\s+(\\d{1,2}[.:]\\d{2})");

    private HoursParser() {}

    /** Empty where the text has another shape. */
    public static Optional<ServiceHours> hours(String text) {
        String wanted = text.trim().toLowerCase(Locale.ROOT);
        return switch (wanted) {
            case "24/7", "24 jam" -> Optional.of(ServiceHours.ALWAYS);
            case "kantor", "office" -> explicit(text.trim(), OFFICE.toLowerCase(Locale.ROOT));
            default -> explicit(text.trim(), wanted);
        };
    }

    /** Empty where the text has another shape. */
    public static Optional<Due> due(String text) {
        Matcher matcher = DUE.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean workingDays =
                matcher.group(1).equals("hari kerja") || matcher.group(1).equals("working days");
        return Quantities.time(matcher.group(2))
                .filter(time -> !time.equals(LocalTime.MAX))
                .map(time -> new Due(time, workingDays));
    }

    private static Optional<ServiceHours> explicit(String text, String wanted) {
        Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
        boolean closedOnHolidays = true;
        for (String segment : SEMICOLON.split(wanted, -1)) {
            if (segment.equals("libur buka") || segment.equals("open on holidays")) {
                closedOnHolidays = false;
            } else if (!segment.isEmpty() && !addSegment(segment, week)) {
                return Optional.empty();
            }
        }
        week.replaceAll((day, spans) -> List.copyOf(spans));
        return week.isEmpty() ? Optional.empty() : Optional.of(new ServiceHours(text, week, closedOnHolidays));
    }

    private static boolean addSegment(String segment, Map<DayOfWeek, List<Span>> week) {
        Matcher matcher = SEGMENT.matcher(segment);
        if (!matcher.matches()) {
            return false;
        }
        Set<DayOfWeek> days = days(matcher.group(1));
        boolean understood = !days.isEmpty();
        for (String span : COMMA.split(matcher.group(2), -1)) {
            understood &= addSpan(span, days, week);
        }
        return understood;
    }

    private static boolean addSpan(String text, Set<DayOfWeek> days, Map<DayOfWeek, List<Span>> week) {
        Matcher matcher = SPAN.matcher(text.trim());
        if (!matcher.matches()) {
            return false;
        }
        LocalTime from = Quantities.time(matcher.group(1)).orElse(LocalTime.MAX);
        LocalTime to = Quantities.time(matcher.group(2)).orElse(null);
        if (to == null || from.equals(LocalTime.MAX) || from.equals(to)) {
            return false;
        }
        for (DayOfWeek day : days) {
            if (from.isBefore(to)) {
                open(week, day, from, to);
            } else {
                open(week, day, from, LocalTime.MAX);
                if (!to.equals(LocalTime.MIDNIGHT)) {
                    open(week, day.plus(1), LocalTime.MIDNIGHT, to);
                }
            }
        }
        return true;
    }

    private static void open(Map<DayOfWeek, List<Span>> week, DayOfWeek day, LocalTime from, LocalTime to) {
        week.computeIfAbsent(day, any -> new ArrayList<>()).add(new Span(from, to));
    }

    /** The days of {@code Sen-Jum}, {@code Sen, Rab} or {@code setiap hari}; none where a name is unknown. */
    private static Set<DayOfWeek> days(String text) {
        if (text.equals("setiap hari") || text.equals("every day")) {
            return Set.of(DayOfWeek.values());
        }
        Set<DayOfWeek> days = new LinkedHashSet<>();
        for (String part : COMMA.split(text, -1)) {
            String[] ends = DASH.split(part.trim(), 2);
            @Nullable DayOfWeek first = DAYS.get(ends[0]);
            @Nullable DayOfWeek last = DAYS.get(ends[ends.length - 1]);
            if (first == null || last == null) {
                return Set.of();
            }
            days.add(first);
            for (DayOfWeek day = first; day != last; ) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }
}
