package org.pantau.demo.day;

import java.time.LocalDate;
import java.time.LocalTime;
import org.pantau.measure.time.WorkCalendar;

/**
 * Applications to one service: how many have come and how many are done by a moment of a day. Grows through the day and
 * never falls; a day's numbers are the same whenever they are asked for.
 *
 * @param name what draws the lots
 * @param perDay applications on an ordinary weekday
 * @param rhythm how they are spread
 * @param handlingMinutes how long one usually takes
 * @param doneShare share finished on the same day, 0..1
 */
public record Demand(
        String name, int perDay, Rhythm rhythm, int handlingMinutes, double doneShare, WorkCalendar calendar) {

    /** Applications since midnight. */
    public int received(LocalDate date, LocalTime time) {
        return (int) Math.floor(total(date) * wobbled(date, time.toSecondOfDay()));
    }

    /** Finished since midnight. */
    public int served(LocalDate date, LocalTime time) {
        int earlier = Math.max(0, time.toSecondOfDay() - handlingMinutes * 60);
        return (int) Math.floor(total(date) * wobbled(date, earlier) * doneShare(date));
    }

    /** Sent back to the citizen since midnight. */
    public int returned(LocalDate date, LocalTime time) {
        return (int) Math.floor(served(date, time) * (0.02 + 0.03 * Chance.of(name + "#returned", date.toEpochDay())));
    }

    /** Failed for technical reasons since midnight. */
    public int failed(LocalDate date, LocalTime time) {
        return (int) Math.floor(received(date, time) * 0.015 * Chance.of(name + "#failed", date.toEpochDay()));
    }

    /** Waiting or in process: what has come and is not done, and what the days before left behind. */
    public int pending(LocalDate date, LocalTime time) {
        int carried = (int) (perDay * (0.1 + 0.25 * Chance.of(name + "#carried", date.toEpochDay())));
        return carried + received(date, time) - served(date, time);
    }

    /** Mean wait so far today in minutes: grows with the queue. */
    public double waitMinutes(LocalDate date, LocalTime time) {
        double queue = Math.max(0, received(date, time) - served(date, time));
        double pressure = queue / Math.max(4.0, perDay / 6.0);
        return 6 + 14 * pressure + 5 * Chance.of(name + "#wait", date.toEpochDay());
    }

    /** Mean handling so far today in minutes. */
    public double handlingMean(LocalDate date) {
        return Math.max(1, handlingMinutes * (0.9 + 0.25 * Chance.of(name + "#handling", date.toEpochDay())));
    }

    private double total(LocalDate date) {
        double noise = 1 + 0.11 * Chance.normal(name, date.toEpochDay());
        return perDay * rhythm.factor(date, calendar) * Math.max(0.4, noise);
    }

    private double doneShare(LocalDate date) {
        return Math.min(0.99, doneShare * (0.94 + 0.1 * Chance.of(name + "#done", date.toEpochDay())));
    }

    /** The rhythm with small waves of its own; still growing, because the waves are flatter than the rhythm is steep. */
    private double wobbled(LocalDate date, int secondOfDay) {
        double phase = Chance.of(name + "#wave", date.toEpochDay()) * 2 * Math.PI;
        double shifted = secondOfDay + 420 * Math.sin(phase + secondOfDay / 1500.0) * 0.9;
        return rhythm.share((int) Math.max(0, Math.min(86_399, shifted)));
    }
}
