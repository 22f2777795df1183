package org.pantau.demo.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pantau.catalogue.reference.Holidays;

class DemandTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    @ParameterizedTest
    @EnumSource(Rhythm.class)
    void shouldNeverFallWithinADay(Rhythm rhythm) {
        for (int day = 0; day < 14; day++) {
            LocalDate date = MONDAY.plusDays(day);
            Demand demand = demand("layanan-" + day, rhythm);
            int received = 0;
            int served = 0;
            for (int second = 0; second < 86_400; second += 60) {
                LocalTime time = LocalTime.ofSecondOfDay(second);
                assertThat(demand.received(date, time)).isGreaterThanOrEqualTo(received);
                assertThat(demand.served(date, time)).isGreaterThanOrEqualTo(served);
                received = demand.received(date, time);
                served = demand.served(date, time);
                assertThat(served).isLessThanOrEqualTo(received);
                assertThat(demand.pending(date, time)).isNotNegative();
                assertThat(demand.returned(date, time)).isLessThanOrEqualTo(served);
                assertThat(demand.failed(date, time)).isLessThanOrEqualTo(received);
            }
        }
    }

    @Test
    void shouldTellTheSameStoryTwice() {
        LocalTime noon = LocalTime.NOON;

        assertThat(demand("a", Rhythm.OFFICE).received(MONDAY, noon))
                .isEqualTo(demand("a", Rhythm.OFFICE).received(MONDAY, noon))
                .isPositive();
        assertThat(demand("a", Rhythm.OFFICE).received(MONDAY.minusDays(1), noon))
                .as("offices are closed on Sunday")
                .isZero();
    }

    @Test
    void shouldFailInEveryWayWithinADay() {
        Set<Fault> seen = EnumSet.noneOf(Fault.class);
        Instant midnight = Instant.parse("2026-11-22T17:00:00Z");
        int troubled = 0;
        for (int name = 0; name < 130; name++) {
            Faults faults = new Faults("endpoint-" + name, 0.045);
            for (int minute = 0; minute < 1_440; minute++) {
                if (faults.at(midnight.plusSeconds(minute * 60L)).isPresent()) {
                    seen.add(faults.at(midnight.plusSeconds(minute * 60L)).orElseThrow());
                    troubled++;
                }
            }
        }

        assertThat(seen).isEqualTo(EnumSet.allOf(Fault.class));
        assertThat(troubled / (130 * 1_440.0)).as("share of time in trouble").isBetween(0.001, 0.05);
    }

    private static Demand demand(String name, Rhythm rhythm) {
        return new Demand(name, 180, rhythm, 45, 0.9, Holidays.loaded());
    }
}
