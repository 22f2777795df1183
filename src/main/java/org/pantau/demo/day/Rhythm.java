package org.pantau.demo.day;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import org.pantau.measure.time.WorkCalendar;

/** How demand is spread over the hours of a day and the days of a year. */
@SuppressWarnings("ImmutableEnumChecker") // the table is filled once, here
public enum Rhythm {
    /** Counters of an office: working days, a peak in the morning, a dip at noon. */
    OFFICE(new double[] {0, 0, 0, 0, 0, 0, 0, 5, 14, 17, 15, 11, 5, 11, 12, 8, 2, 0, 0, 0, 0, 0, 0, 0}, 0),
    /** Out-patient clinics: registration from early morning, six days a week. */
    CLINIC(new double[] {0, 0, 0, 0, 0, 1, 6, 17, 19, 17, 14, 10, 6, 4, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0}, 0.55),
    /** Online: every day, busiest in the evening and the late morning. */
    ONLINE(new double[] {1, 0.5, 0.3, 0.3, 0.5, 1, 2, 4, 7, 8, 8, 7, 6, 6, 6, 6, 5, 5, 5, 6, 7, 6, 4, 2}, 0.6);

    private final double[] upTo = new double[25];
    private final double weekend;

    Rhythm(double[] hours, double weekend) {
        double sum = 0;
        for (double hour : hours) {
            sum += hour;
        }
        for (int i = 0; i < 24; i++) {
            upTo[i + 1] = upTo[i] + hours[i] / sum;
        }
        this.weekend = weekend;
    }

    /** Share of a day's demand that has come by this second of the day, 0..1. */
    double share(int secondOfDay) {
        int hour = Math.min(23, secondOfDay / 3600);
        double within = (secondOfDay - hour * 3600) / 3600.0;
        return upTo[hour] + (upTo[hour + 1] - upTo[hour]) * Math.min(1, within);
    }

    /** A day's demand against an ordinary weekday: weekday, holiday, season. */
    double factor(LocalDate date, WorkCalendar calendar) {
        double season = 1 + 0.08 * Math.sin(2 * Math.PI * (date.getDayOfYear() - 30) / 365.0);
        if (calendar.isHoliday(date)) {
            return this == OFFICE ? 0 : season * weekend * 0.6;
        }
        return season
                * switch (date.getDayOfWeek()) {
                    case MONDAY -> 1.22;
                    case TUESDAY -> 1.05;
                    case WEDNESDAY, THURSDAY -> 1.0;
                    case FRIDAY -> this == OFFICE ? 0.78 : 0.85;
                    case SATURDAY -> this == OFFICE ? 0 : weekend;
                    case SUNDAY -> this == ONLINE ? weekend : 0;
                };
    }

    /** Whether anybody comes on this day. */
    public boolean open(LocalDate date, WorkCalendar calendar) {
        return factor(date, calendar) > 0;
    }

    /** School registration has its own season: late May to mid July. */
    static boolean registrationSeason(LocalDate date) {
        MonthDay day = MonthDay.from(date);
        return date.getDayOfWeek() != DayOfWeek.SUNDAY
                && day.isAfter(MonthDay.of(5, 25))
                && day.isBefore(MonthDay.of(7, 15));
    }
}
