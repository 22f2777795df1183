package org.pantau.measure.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

    @ParameterizedTest
    @CsvSource({
        "HOUR, 2026-11-23T09:45:10+07:00, Asia/Jakarta, 2026-11-23T09:00+07:00, 2026-11-23T10:00+07:00",
        "DAY, 2026-11-23T00:30:00+08:00, Asia/Makassar, 2026-11-23T00:00+08:00, 2026-11-24T00:00+08:00",
        "DAY, 2026-11-23T00:30:00+08:00, Asia/Jakarta, 2026-11-22T00:00+07:00, 2026-11-23T00:00+07:00",
        "WEEK, 2026-11-22T23:59:59+07:00, Asia/Jakarta, 2026-11-16T00:00+07:00, 2026-11-23T00:00+07:00",
        "WEEK, 2026-11-23T00:00:00+07:00, Asia/Jakarta, 2026-11-23T00:00+07:00, 2026-11-30T00:00+07:00",
        "MONTH, 2028-02-29T12:00:00+09:00, Asia/Jayapura, 2028-02-01T00:00+09:00, 2028-03-01T00:00+09:00",
        "YEAR, 2026-12-31T23:59:59+07:00, Asia/Pontianak, 2026-01-01T00:00+07:00, 2027-01-01T00:00+07:00"
    })
    void periodsAreCutInTheGovernmentsZone(
            Period period, OffsetDateTime time, ZoneId zone, OffsetDateTime start, OffsetDateTime end) {
        assertThat(period.start(time.toInstant(), zone)).isEqualTo(start.toInstant());
        assertThat(period.end(start.toInstant(), zone)).isEqualTo(end.toInstant());
    }

    @Test
    void periodOfADateBeginsAtItsFirstLocalMidnight() {
        assertThat(Period.MONTH.start(LocalDate.of(2026, 11, 23), ZoneId.of("Asia/Jakarta")))
                .isEqualTo(OffsetDateTime.parse("2026-11-01T00:00+07:00").toInstant());
    }

    @Test
    void everyPeriodIsFoundByItsWord() {
        for (Period period : Period.values()) {
            assertThat(Period.parse(period.word())).contains(period);
        }
        assertThat(Period.parse("minute")).isEmpty();
    }
}
