package org.pantau.query;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pantau.measure.value.Lasting;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.PresentSeries;
import org.pantau.measure.value.StatusChange;

/**
 * What a start must know of the time before.
 *
 * @param series every series with a sample within the last days or a period value of today
 * @param statuses the latest status of each service
 * @param feedMemory counter positions by id of the feed, as JSON
 * @param recentPeriods period values that may still be restated
 * @param lastPolls slot of the last poll by id of the feed
 * @param daysRead past days already read by id of the feed
 * @param troubles since when feeds whose last poll did not end well have been in that state, by id of the feed
 */
public record Present(
        List<PresentSeries> series,
        List<StatusChange> statuses,
        Map<String, String> feedMemory,
        List<PeriodValue> recentPeriods,
        Map<String, Instant> lastPolls,
        Map<String, Set<LocalDate>> daysRead,
        Map<String, Lasting> troubles) {
    public Present {
        series = List.copyOf(series);
        statuses = List.copyOf(statuses);
        feedMemory = Map.copyOf(feedMemory);
        recentPeriods = List.copyOf(recentPeriods);
        lastPolls = Map.copyOf(lastPolls);
        daysRead = Map.copyOf(daysRead);
        troubles = Map.copyOf(troubles);
    }
}
